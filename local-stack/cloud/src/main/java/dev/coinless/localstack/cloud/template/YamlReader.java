package dev.coinless.localstack.cloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads YAML into [Value]s; both spellings of an intrinsic (`!Ref X`, `{Ref: X}`) become a call.
final class YamlReader {

    private static final String LONG_INTRINSIC = "Fn::";
    private static final Set<Tag> LITERALS = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL);

    Value read(String yaml) {
        try {
            var root =
                    new Compose(LoadSettings.builder().setLabel("template").build())
                            .composeString(yaml);
            return root.map(node -> valueOf(node, new Where(1, "")))
                    .orElseThrow(() -> new TemplateProblem("it is empty", new Where(1, "")));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new TemplateProblem("not YAML: " + e.getProblem(), new Where(line, ""));
        } catch (YamlEngineException e) {
            throw new TemplateProblem("not YAML: " + e.getMessage(), new Where(1, ""));
        }
    }

    private Value valueOf(Node node, Where where) {
        var tag = node.getTag().getValue();
        var plain = plainValueOf(node, where);
        return tag.startsWith("!") && tag.length() > 1
                ? new Value.Call(tag.substring(1), plain, where)
                : plain;
    }

    private Value plainValueOf(Node node, Where where) {
        return switch (node) {
            case ScalarNode scalar ->
                    new Value.Text(scalar.getValue(), LITERALS.contains(scalar.getTag()), where);
            case SequenceNode sequence -> itemsOf(sequence, where);
            case MappingNode mapping -> fieldsOrCall(mapping, where);
            case AnchorNode anchor -> valueOf(anchor.getRealNode(), where);
            default -> throw new TemplateProblem("unknown YAML node " + node, where);
        };
    }

    private Value itemsOf(SequenceNode sequence, Where where) {
        var values = new ArrayList<Value>();
        for (var child : sequence.getValue()) {
            values.add(valueOf(child, where.child(lineOf(child), "" + values.size())));
        }
        return new Value.Items(values, where);
    }

    private Value fieldsOrCall(MappingNode mapping, Where where) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (var pair : mapping.getValue()) {
            var key = ((ScalarNode) pair.getKeyNode()).getValue();
            var place = where.child(lineOf(pair.getKeyNode()), key);
            if (fields.put(key, valueOf(pair.getValueNode(), place)) != null) {
                throw new TemplateProblem(key + " is there twice", place);
            }
        }
        if (fields.size() == 1) {
            var only = fields.entrySet().iterator().next();
            var name = only.getKey();
            if (name.equals("Ref")) {
                return new Value.Call("Ref", only.getValue(), where);
            }
            if (name.startsWith(LONG_INTRINSIC)) {
                return new Value.Call(
                        name.substring(LONG_INTRINSIC.length()), only.getValue(), where);
            }
        }
        return new Value.Fields(fields, where);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
