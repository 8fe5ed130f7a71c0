package dev.coinless.localstack.cloud.http;

import dev.coinless.localstack.cloud.lambda.Functions;
import dev.coinless.localstack.cloud.template.EventSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All routes of the HTTP API.
final class Routes {

    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = routes.stream().sorted(Comparator.comparing(Route::rank)).toList();
    }

    static Routes of(Functions functions) {
        var routes = new ArrayList<Route>();
        for (var function : functions.all()) {
            for (var source : function.spec().sources()) {
                if (source instanceof EventSource.Http(var method, var path)) {
                    routes.add(Route.of(method, path, function));
                }
            }
        }
        return new Routes(routes);
    }

    /// @param parameters the values of the path's names
    record Match(Route route, Map<String, String> parameters) {}

    Optional<Match> find(String method, String path) {
        for (var route : routes) {
            var parameters = route.match(method, path);
            if (parameters.isPresent()) {
                return Optional.of(new Match(route, parameters.get()));
            }
        }
        return Optional.empty();
    }
}
