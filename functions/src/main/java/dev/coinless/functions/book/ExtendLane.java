package dev.coinless.functions.book;

import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what some entries add to their lane. An entry that is there is nothing; another entry of
/// the same name is a contradiction, and the first one stays.
public final class ExtendLane {

    /// Entries appended at once. With a lane's state, the fragment, and for each entry its mark and
    /// its module's exposure, a transaction stays below DynamoDB's 100 items.
    static final int MAX_ENTRIES = 40;

    private ExtendLane() {}

    /// What is to be written together.
    public record Growth(
            LaneState before,
            LaneState after,
            Fragment fragment,
            List<Mark> marks,
            List<Exposure> exposures) {}

    /// @param growth empty if nothing is new
    /// @param contradictions entries that are in the Book with other content
    record Step(Optional<Growth> growth, List<NewEntry> contradictions) {}

    /// Decides.
    ///
    /// @param offered of this lane, at most [#MAX_ENTRIES]
    /// @param known the marks of those that are there
    /// @param exposures of the modules concerned
    static Step step(
            LaneState lane,
            List<NewEntry> offered,
            Map<EntryId, Mark> known,
            Map<ModuleId, Exposure> exposures) {
        var fresh = new LinkedHashMap<EntryId, NewEntry>();
        var contradictions = new ArrayList<NewEntry>();
        for (var each : offered) {
            var mark = known.get(each.id());
            if (mark == null) {
                var twin = fresh.putIfAbsent(each.id(), each);
                if (twin != null && !twin.entry().equals(each.entry())) {
                    contradictions.add(each);
                }
            } else if (!mark.isOf(each.entry())) {
                contradictions.add(each);
            }
        }
        return new Step(
                fresh.isEmpty()
                        ? Optional.empty()
                        : Optional.of(growth(lane, List.copyOf(fresh.values()), exposures)),
                contradictions);
    }

    private static Growth growth(
            LaneState lane, List<NewEntry> fresh, Map<ModuleId, Exposure> exposures) {
        var marks = new ArrayList<Mark>();
        var folded = new LinkedHashMap<ModuleId, Exposure>();
        for (var each : fresh) {
            marks.add(Mark.of(each.entry(), lane.appended() + marks.size()));
            each.stake()
                    .ifPresent(stake ->
                            folded.put(
                                    stake.module(), before(stake, folded, exposures).plus(stake)));
        }
        var entries = fresh.stream().map(NewEntry::entry).toList();
        return new Growth(
                lane,
                lane.extended(entries.size()),
                new Fragment(lane.lane(), lane.appended(), entries),
                marks,
                folded.values().stream().map(Exposure::written).toList());
    }

    private static Exposure before(
            Stake stake, Map<ModuleId, Exposure> folded, Map<ModuleId, Exposure> exposures) {
        var module = stake.module();
        return Optional.ofNullable(folded.get(module))
                .orElseGet(() -> exposures.getOrDefault(module, Exposure.none(module)));
    }
}
