-------------------------- MODULE JournalRecovery --------------------------
(* The module's journal on its disk: what a power cut may take, and what must  *)
(* not have been said or done before the disk had it.                          *)
(*                                                                             *)
(* A write goes to memory first (`written`) and lasts from the next sync on    *)
(* (`synced`, a prefix). When the process is killed all that was written       *)
(* stays; when power is cut any prefix from `synced` on stays (a torn record   *)
(* fails its checksum and ends the prefix). Recovery itself can be cut.        *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Orders,   \* identifiers of admitted grants
    Vends,    \* signals that one order may cause, a multi-vend session has several
    Cuts,     \* crashes in one behaviour
    Flaw      \* "none", or the one deliberate fault of the design

VARIABLES
    written,   \* records in order, in memory or on disk
    synced,    \* so many of them are on disk
    up,        \* the module has recovered and serves
    serving,   \* memory: the order being served, or Nobody
    cuts,      \* crashes so far
    signals,   \* the machine: [order, vend] that were signalled, with repetitions counted
    sent,      \* the air: receipts that left the module, as <<sequence, order, outcome>>
    acked,     \* the cloud: sequences it acknowledged
    forgotten  \* journal: receipts that were erased, by sequence

vars == <<written, synced, up, serving, cuts, signals, sent, acked, forgotten>>

Nobody == "nobody"
Vend == 1..Vends

Consumed(o) == [kind |-> "CONSUMED", order |-> o, vend |-> 0, outcome |-> "-"]
Intent(o, v) == [kind |-> "INTENT", order |-> o, vend |-> v, outcome |-> "-"]
Result(o, v) == [kind |-> "RESULT", order |-> o, vend |-> v, outcome |-> "-"]
ReceiptOf(o, outcome) == [kind |-> "RECEIPT", order |-> o, vend |-> 0, outcome |-> outcome]

Records(journal) == {journal[i] : i \in 1..Len(journal)}
Receipts(journal) == SelectSeq(journal, LAMBDA r : r.kind = "RECEIPT")
Has(journal, r) == r \in Records(journal)
Ended(journal, o) == \E r \in Records(journal) : r.kind = "RECEIPT" /\ r.order = o
Unfinished(journal) == {o \in Orders : Has(journal, Consumed(o)) /\ ~Ended(journal, o)}
OpenVends(journal, o) == {v \in Vend : Has(journal, Intent(o, v)) /\ ~Has(journal, Result(o, v))}

Append2(r) == written' = Append(written, r)
Durable == synced = Len(written)

Init ==
    /\ written = <<>>
    /\ synced = 0
    /\ up = TRUE
    /\ serving = Nobody
    /\ cuts = 0
    /\ signals = [o \in Orders |-> [v \in Vend |-> 0]]
    /\ sent = {}
    /\ acked = {}
    /\ forgotten = {}

Sync ==
    /\ synced < Len(written)
    /\ synced' = Len(written)
    /\ UNCHANGED <<written, up, serving, cuts, signals, sent, acked, forgotten>>

Admit(o) ==
    /\ up
    /\ serving = Nobody
    /\ ~Has(written, Consumed(o))
    /\ Append2(Consumed(o))
    /\ serving' = o
    /\ UNCHANGED <<synced, up, cuts, signals, sent, acked, forgotten>>

Intend(v) ==
    /\ up
    /\ serving /= Nobody
    /\ Has(written, Consumed(serving))
    /\ Durable
    /\ ~Ended(written, serving)
    /\ OpenVends(written, serving) = {}
    /\ ~Has(written, Intent(serving, v))
    /\ v > 1 => Has(written, Intent(serving, v - 1))
    /\ Append2(Intent(serving, v))
    /\ UNCHANGED <<synced, up, serving, cuts, signals, sent, acked, forgotten>>

Signal(v) ==
    /\ up
    /\ serving /= Nobody
    /\ v \in OpenVends(written, serving)
    /\ Durable \/ Flaw = "signal before the sync"
    /\ \/ signals[serving][v] = 0
       \/ Flaw = "a vend is tried again"
       \/ Flaw = "resume after a boot" /\ cuts > 0
    /\ signals[serving][v] < 2
    /\ signals' = [signals EXCEPT ![serving][v] = @ + 1]
    /\ UNCHANGED <<written, synced, up, serving, cuts, sent, acked, forgotten>>

Conclude(v) ==
    /\ up
    /\ serving /= Nobody
    /\ v \in OpenVends(written, serving)
    /\ signals[serving][v] > 0
    /\ Append2(Result(serving, v))
    /\ UNCHANGED <<synced, up, serving, cuts, signals, sent, acked, forgotten>>

Finish ==
    /\ up
    /\ serving /= Nobody
    /\ ~Ended(written, serving)
    /\ OpenVends(written, serving) = {}
    /\ Append2(ReceiptOf(serving, IF \E v \in Vend : Has(written, Result(serving, v))
                                  THEN "VENDED" ELSE "CLOSED_UNUSED"))
    /\ serving' = Nobody
    /\ UNCHANGED <<synced, up, cuts, signals, sent, acked, forgotten>>

(* Receipts are read from what is durable, to any phone, as often as one asks. *)
Send(i) ==
    /\ up
    /\ i \notin forgotten
    /\ i <= Len(Receipts(IF Flaw = "reply before the sync" THEN written
                         ELSE SubSeq(written, 1, synced)))
    /\ sent' = sent \cup {<<i, Receipts(written)[i].order, Receipts(written)[i].outcome>>}
    /\ UNCHANGED <<written, synced, up, serving, cuts, signals, acked, forgotten>>

(* The cloud commits a receipt before it acknowledges it. *)
Acknowledge(r) ==
    /\ r \in sent
    /\ acked' = acked \cup {r[1]}
    /\ UNCHANGED <<written, synced, up, serving, cuts, signals, sent, forgotten>>

Forget(i) ==
    /\ up
    /\ i \in acked \/ Flaw = "erase what was only sent"
    /\ i <= Len(Receipts(SubSeq(written, 1, synced)))
    /\ forgotten' = forgotten \cup {i}
    /\ UNCHANGED <<written, synced, up, serving, cuts, signals, sent, acked>>

Killed ==
    /\ cuts < Cuts
    /\ up' = FALSE
    /\ serving' = Nobody
    /\ cuts' = cuts + 1
    /\ UNCHANGED <<written, synced, signals, sent, acked, forgotten>>

PowerCut ==
    /\ cuts < Cuts
    /\ \E kept \in synced..Len(written) :
        /\ written' = SubSeq(written, 1, kept)
        /\ synced' = kept
    /\ up' = FALSE
    /\ serving' = Nobody
    /\ cuts' = cuts + 1
    /\ UNCHANGED <<signals, sent, acked, forgotten>>

(* What was written but not synced is synced first: a receipt must not build on sand. *)
Recover ==
    /\ ~up
    /\ IF Unfinished(written) = {}
       THEN Durable /\ up' = TRUE /\ UNCHANGED <<written, serving>>
       ELSE LET o == CHOOSE o \in Unfinished(written) : TRUE IN
            IF Flaw = "resume after a boot"
            THEN up' = TRUE /\ serving' = o /\ UNCHANGED written
            ELSE /\ Append2(ReceiptOf(o,
                        IF OpenVends(written, o) /= {} THEN "UNKNOWN"
                        ELSE IF \E v \in Vend : Has(written, Result(o, v)) THEN "VENDED"
                        ELSE "CLOSED_UNUSED"))
                 /\ UNCHANGED <<up, serving>>
    /\ UNCHANGED <<synced, cuts, signals, sent, acked, forgotten>>

AcknowledgeSome == \E r \in sent : Acknowledge(r)

Next ==
    \/ Sync \/ Finish \/ Killed \/ PowerCut \/ Recover
    \/ \E o \in Orders : Admit(o)
    \/ \E v \in Vend : Intend(v)
    \/ \E v \in Vend : Signal(v)
    \/ \E v \in Vend : Conclude(v)
    \/ \E i \in 1..Cardinality(Orders) : Send(i)
    \/ \E i \in 1..Cardinality(Orders) : Forget(i)
    \/ AcknowledgeSome

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ WF_vars(Sync) /\ WF_vars(Recover) /\ WF_vars(Finish)
                 /\ \A v \in Vend : WF_vars(Signal(v)) /\ WF_vars(Conclude(v))

(* ---- What must hold ------------------------------------------------------ *)

Disk == SubSeq(written, 1, synced)

OneSignalPerIntent == \A o \in Orders, v \in Vend : signals[o][v] <= 1
EachSignalIsOnDisk == \A o \in Orders, v \in Vend : signals[o][v] > 0 => Has(Disk, Intent(o, v))
EachIntentFollowsItsConsumption ==
    \A i \in 1..Len(written) : written[i].kind = "INTENT" =>
        \E j \in 1..(i - 1) : written[j] = Consumed(written[i].order)
OneReceiptPerOrder ==
    \A o \in Orders : Cardinality({i \in 1..Len(written) : written[i].kind = "RECEIPT" /\ written[i].order = o}) <= 1
SentIsNeverUnsaid ==
    \A r \in sent : r[1] <= Len(Receipts(Disk))
        /\ Receipts(Disk)[r[1]].order = r[2] /\ Receipts(Disk)[r[1]].outcome = r[3]
NothingUnsettledIsErased == forgotten \subseteq acked
ASignalIsNeverDenied ==
    \A o \in Orders : (\E v \in Vend : signals[o][v] > 0) =>
        \A r \in Records(written) : r.kind = "RECEIPT" /\ r.order = o => r.outcome /= "CLOSED_UNUSED"

Safe ==
    /\ OneSignalPerIntent /\ EachSignalIsOnDisk /\ EachIntentFollowsItsConsumption
    /\ OneReceiptPerOrder /\ SentIsNeverUnsaid /\ NothingUnsettledIsErased /\ ASignalIsNeverDenied

EveryOrderEnds == \A o \in Orders : Has(Disk, Consumed(o)) ~> Ended(Disk, o)
=============================================================================
