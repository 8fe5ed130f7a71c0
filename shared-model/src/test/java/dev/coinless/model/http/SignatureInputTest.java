package dev.coinless.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureInputTest {
    private static final SignedRequest REQUEST =
            SignedRequest.of("POST", "/v1/grants", "", "api.example.com", Bytes.utf8("{}"));

    private final Samples samples = new Samples(Seed.random());

    @Test
    void theHeadersAreReadAgain() throws Malformed {
        for (int i = 0; i < 500; i++) {
            var input = input();
            var signature = samples.bytes(64);

            assertThat(SignatureInput.parse(input.header())).isEqualTo(input);
            assertThat(SignatureInput.parseSignature(SignatureInput.signatureHeader(signature)))
                    .isEqualTo(signature);
        }
    }

    @Test
    void anyOtherCharacterAnywhereIsAnotherHeaderOrMalformed() {
        var input = input();
        var header = input.header();

        for (int at = 0; at < header.length(); at++) {
            for (char other : "0aZ \"';,)=\n\u00e9".toCharArray()) {
                var altered = header.substring(0, at) + other + header.substring(at + 1);
                if (!altered.equals(header)) {
                    assertThat(isReadAs(altered, input)).as(altered).isFalse();
                }
            }
        }
    }

    @Test
    void everyFlippedCharacterOfTheSignatureIsAnotherSignatureOrMalformed() {
        var signature = samples.bytes(64);
        var header = SignatureInput.signatureHeader(signature);

        for (int at = 0; at < header.length(); at++) {
            for (char other : "ABCDEFGHabcdefgh0123456789+/=: ".toCharArray()) {
                var altered = header.substring(0, at) + other + header.substring(at + 1);
                if (!altered.equals(header)) {
                    assertThat(signatureIn(altered)).as(altered).isNotEqualTo(List.of(signature));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sig=()",
                "sig=(\"@method\");created=1",
                "sig1=(\"@method\" \"@path\" \"@query\" \"@authority\" \"content-digest\")"
            })
    void otherFormsAreMalformed(String header) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> SignatureInput.parse(header))
                .withMessageContaining("must cover @method");
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> SignatureInput.parseSignature(header));
    }

    @Test
    void everyCoveredPartChangesWhatIsSigned() {
        var input = input();
        var bases = new HashSet<Bytes>();

        bases.add(input.base(REQUEST));
        bases.add(input.base(request("GET", "/v1/grants", "", "api.example.com", "{}")));
        bases.add(input.base(request("POST", "/v1/grant", "", "api.example.com", "{}")));
        bases.add(input.base(request("POST", "/v1/grants", "?a", "api.example.com", "{}")));
        bases.add(input.base(request("POST", "/v1/grants", "", "api.example.org", "{}")));
        bases.add(input.base(request("POST", "/v1/grants", "", "api.example.com", "{ }")));
        bases.add(input().base(REQUEST));

        assertThat(bases).hasSize(7);
    }

    /// RFC 9530, appendix D.
    @Test
    void theDigestIsThatOfTheSpecification() {
        assertThat(SignedRequest.digestOf(Bytes.utf8("{\"hello\": \"world\"}\n")))
                .isEqualTo("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "v1", "//", "/v1/", "/v1//a", "/v1/%20", "/v1?a", "/v1#a", "/a b", "/é",
                "/a\n", "/a:b", "/a+b"
            })
    void aPathThatGatewaysWouldChangeIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("GET", path, "", "api.example.com", ""));
    }

    @Test
    void aPathOfAnyLengthIsReadInItsOwnTime() {
        assertThat(request("GET", "/a".repeat(100_000), "", "h", "").path()).hasSize(200_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("GET", "/a".repeat(100_000) + "%", "", "h", ""));
    }

    private SignatureInput input() {
        return new SignatureInput(
                Instant.ofEpochSecond(samples.upTo(99_999_999_999L)),
                new AccountId(new Thumbprint(samples.bytes(32))),
                new RequestId(samples.bytes(16)));
    }

    private static boolean isReadAs(String header, SignatureInput input) {
        try {
            return SignatureInput.parse(header).equals(input);
        } catch (Malformed refused) {
            return false;
        }
    }

    private static List<Bytes> signatureIn(String header) {
        try {
            return List.of(SignatureInput.parseSignature(header));
        } catch (Malformed refused) {
            return List.of();
        }
    }

    private static SignedRequest request(
            String method, String path, String query, String authority, String body) {
        return SignedRequest.of(method, path, query, authority, Bytes.utf8(body));
    }
}
