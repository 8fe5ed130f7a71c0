--------------------------- MODULE HoldLifeCycle ---------------------------
(* Money on hold for grants at one module of one generation: who may end a    *)
(* hold, and on what proof.                                                    *)
(*                                                                             *)
(* The module's journal is durable and its ring is not. Everything that was    *)
(* ever signed may arrive any number of times, in any order, or never. Power   *)
(* can be cut between any two steps. Clocks are absent: whatever a clock could *)
(* cause (a code that expires, a provisional release) may happen at any time.  *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Grants,       \* identifiers of grants, each for its own account
    LastCounter,  \* counters are 1..LastCounter, to keep the model finite
    Block,        \* counters reserved at once
    RingSize,     \* unspent codes that the module accepts
    Cuts,         \* power cuts in one behaviour
    MayLie,       \* TRUE: the module signs receipts for what it never vended
    Flaw          \* "none", or the one deliberate fault of the design

VARIABLES
    hold,       \* cloud: what became of each grant's hold
    counter,    \* cloud: the counter of the code that each grant was issued for
    captures,   \* cloud: how often money was taken for each grant
    known,      \* cloud: sequences of the receipts it has
    proofs,     \* cloud: checkpoints it has
    presented,  \* phones: grants whose holder proved that he wants to buy
    reserved,   \* journal: counters below are used up after a boot
    owner,      \* journal: CONSUMED records, the grant that spent each counter
    intents,    \* journal: grants with an INTENT record
    receipts,   \* journal: receipts, the sequence is the position
    up,         \* module is running
    cuts,       \* power cuts so far
    next,       \* memory: the next counter
    ring,       \* memory: counters of the unspent codes that are accepted
    busy,       \* memory: the grant being served, or Nobody
    seen,       \* the air: counters of every code that was ever advertised
    signed,     \* the air: every checkpoint that was ever signed
    signals,    \* the machine: signals caused for each grant
    goods       \* the machine: grants for which something fell

cloud == <<hold, counter, captures, known, proofs>>
journal == <<reserved, owner, intents, receipts>>
memory == <<up, cuts, next, ring, busy>>
world == <<presented, seen, signed, signals, goods>>
vars == <<cloud, journal, memory, world>>

Nobody == "nobody"
Counters == 1..LastCounter
Endings == {"VENDED", "FAILED", "UNKNOWN", "CLOSED_UNUSED"}

Smallest(S) == CHOOSE x \in S : \A y \in S : x <= y
Named(g) == {i \in 1..Len(receipts) : receipts[i].grant = g}
Unfinished == {c \in Counters : owner[c] /= Nobody /\ Named(owner[c]) = {}}
FloorOf(ringNow, unfinished, nextNow) ==
    IF Flaw = "floor ignores the ring" THEN nextNow
    ELSE Smallest(ringNow \cup unfinished \cup {nextNow})
Floor == FloorOf(ring, Unfinished, next)

Init ==
    /\ hold = [g \in Grants |-> "none"]
    /\ counter = [g \in Grants |-> 0]
    /\ captures = [g \in Grants |-> 0]
    /\ known = {}
    /\ proofs = {}
    /\ presented = {}
    /\ reserved = 1
    /\ owner = [c \in Counters |-> Nobody]
    /\ intents = {}
    /\ receipts = <<>>
    /\ up = TRUE
    /\ cuts = 0
    /\ next = 1
    /\ ring = {}
    /\ busy = Nobody
    /\ seen = {}
    /\ signed = {}
    /\ signals = [g \in Grants |-> 0]
    /\ goods = {}

(* ---- The module ---------------------------------------------------------- *)

Newest(S) == IF Cardinality(S) <= RingSize THEN S ELSE S \ {Smallest(S)}

Advertise ==
    /\ up
    /\ next <= LastCounter
    /\ reserved' = IF next >= reserved THEN next + Block ELSE reserved
    /\ ring' = Newest(ring \cup {next})
    /\ seen' = seen \cup {next}
    /\ next' = next + 1
    /\ UNCHANGED <<cloud, owner, intents, receipts, up, cuts, busy, presented, signed, signals, goods>>

Expire ==
    /\ up
    /\ ring /= {}
    /\ ring' = ring \ {Smallest(ring)}
    /\ UNCHANGED <<cloud, journal, up, cuts, next, busy, world>>

Consume(g) ==
    /\ up
    /\ busy = Nobody
    /\ hold[g] /= "none"
    /\ counter[g] \in ring
    /\ owner[counter[g]] = Nobody \/ Flaw = "a code may be reused"
    /\ owner' = [owner EXCEPT ![counter[g]] = g]
    /\ ring' = IF Flaw = "a code may be reused" THEN ring ELSE ring \ {counter[g]}
    /\ busy' = g
    /\ presented' = presented \cup {g}
    /\ UNCHANGED <<cloud, reserved, intents, receipts, up, cuts, next, seen, signed, signals, goods>>

Intend ==
    /\ up
    /\ busy /= Nobody
    /\ busy \notin intents
    /\ Flaw = "journal after the signal" => signals[busy] > 0
    /\ intents' = intents \cup {busy}
    /\ UNCHANGED <<cloud, reserved, owner, receipts, memory, world>>

Signal ==
    /\ up
    /\ busy /= Nobody
    /\ busy \in intents \/ Flaw = "journal after the signal"
    /\ signals[busy] = 0
    /\ signals' = [signals EXCEPT ![busy] = @ + 1]
    /\ goods' \in {goods, goods \cup {busy}}
    /\ UNCHANGED <<cloud, journal, memory, presented, seen, signed>>

Receipt(g, outcome, evidence, ringNow, nextNow) ==
    [grant |-> g, outcome |-> outcome, evidence |-> evidence,
     floor |-> FloorOf(ringNow, Unfinished \ {c \in Counters : owner[c] = g}, nextNow)]

Finish ==
    /\ up
    /\ busy /= Nobody
    /\ signals[busy] > 0 => busy \in intents
    /\ receipts' = Append(receipts, Receipt(busy,
            IF busy \in goods THEN "VENDED"
            ELSE IF busy \in intents THEN "FAILED" ELSE "CLOSED_UNUSED",
            TRUE, ring, next))
    /\ busy' = Nobody
    /\ busy \in intents => signals[busy] > 0
    /\ UNCHANGED <<cloud, reserved, owner, intents, up, cuts, next, ring, world>>

PowerCut ==
    /\ up
    /\ cuts < Cuts
    /\ up' = FALSE
    /\ cuts' = cuts + 1
    /\ ring' = {}
    /\ busy' = Nobody
    /\ UNCHANGED <<cloud, journal, next, world>>

AfterBoot == IF Flaw = "counters are not reserved"
             THEN 1 + Cardinality({c \in Counters : owner[c] /= Nobody})
             ELSE reserved

(* Recovery writes the missing receipt of the one grant that was being served. *)
Boot ==
    /\ ~up
    /\ up' = TRUE
    /\ next' = AfterBoot
    /\ ring' = IF Flaw = "the floor falls" THEN {c \in seen : owner[c] = Nobody} ELSE {}
    /\ receipts' =
        IF Unfinished = {} THEN receipts
        ELSE LET g == owner[Smallest(Unfinished)] IN
             Append(receipts, Receipt(g,
                IF g \in intents THEN "UNKNOWN" ELSE "CLOSED_UNUSED", TRUE, {}, AfterBoot))
    /\ UNCHANGED <<cloud, reserved, owner, intents, cuts, busy, world>>

SignCheckpoint ==
    /\ up
    /\ signed' = signed \cup {[floor |-> Floor, sequence |-> Len(receipts)]}
    /\ UNCHANGED <<cloud, journal, memory, presented, seen, signals, goods>>

(* A module that signs what did not happen, for a grant it has only seen. *)
Lie(g) ==
    /\ MayLie
    /\ up
    /\ hold[g] /= "none"
    /\ Named(g) = {}
    /\ receipts' = Append(receipts, Receipt(g, "VENDED", g \in presented, ring, next))
    /\ UNCHANGED <<cloud, reserved, owner, intents, memory, world>>

(* ---- The cloud ----------------------------------------------------------- *)

Issue(g) ==
    /\ hold[g] = "none"
    /\ \E c \in seen :
        /\ counter' = [counter EXCEPT ![g] = c]
        /\ hold' = [hold EXCEPT ![g] = "held"]
    /\ UNCHANGED <<captures, known, proofs, journal, memory, world>>

Open(g) == hold[g] \in {"held", "released"}

Capture(g) ==
    /\ hold' = [hold EXCEPT ![g] = "captured"]
    /\ captures' = [captures EXCEPT ![g] = @ + 1]

(* A released hold was given back provisionally: a late receipt still debits.  *)
Redeem(i) ==
    LET r == receipts[i] IN
    /\ i \notin known \/ (Flaw = "capture unconditionally" /\ captures[r.grant] < 2)
    /\ known' = known \cup {i}
    /\ IF (Open(r.grant) \/ Flaw = "capture unconditionally") /\ r.outcome = "VENDED"
       THEN IF r.evidence \/ Flaw = "capture without evidence"
            THEN Capture(r.grant)
            ELSE UNCHANGED <<hold, captures>>
       ELSE IF Open(r.grant) /\ r.evidence
            THEN hold' = [hold EXCEPT ![r.grant] = "voided"] /\ UNCHANGED captures
            ELSE UNCHANGED <<hold, captures>>
    /\ UNCHANGED <<counter, proofs, journal, memory, world>>

Learn(p) ==
    /\ p \notin proofs
    /\ proofs' = proofs \cup {p}
    /\ UNCHANGED <<hold, counter, captures, known, journal, memory, world>>

Contiguous(s) == 1..s \subseteq known

Below(g) ==
    \E p \in proofs \cup {[floor |-> receipts[i].floor, sequence |-> i] : i \in known} :
        /\ counter[g] < p.floor
        /\ Contiguous(p.sequence) \/ Flaw = "receipts may be missing"

LostToAnother(g) ==
    \E i \in known : receipts[i].grant /= g /\ counter[receipts[i].grant] = counter[g]

Proven(g) == {i \in known : receipts[i].grant = g} = {} /\ (Below(g) \/ LostToAnother(g))

Sweep(g) ==
    /\ Open(g)
    /\ Proven(g) \/ Flaw = "release by clock"
    /\ hold' = [hold EXCEPT ![g] = "voided"]
    /\ UNCHANGED <<counter, captures, known, proofs, journal, memory, world>>

ReleaseProvisionally(g) ==
    /\ hold[g] = "held"
    /\ hold' = [hold EXCEPT ![g] = "released"]
    /\ UNCHANGED <<counter, captures, known, proofs, journal, memory, world>>

RedeemSome == \E i \in 1..Len(receipts) : Redeem(i)
LearnSome == \E p \in signed : Learn(p)

Next ==
    \/ Advertise \/ Expire \/ Intend \/ Signal \/ Finish \/ PowerCut \/ Boot \/ SignCheckpoint
    \/ \E g \in Grants : Issue(g)
    \/ \E g \in Grants : Consume(g)
    \/ \E g \in Grants : Sweep(g)
    \/ \E g \in Grants : ReleaseProvisionally(g)
    \/ \E g \in Grants : Lie(g)
    \/ RedeemSome
    \/ LearnSome

(* What keeps happening if nobody pulls the plug for ever and phones do come by. *)
Fairness ==
    /\ WF_vars(Boot) /\ WF_vars(Expire) /\ WF_vars(SignCheckpoint)
    /\ WF_vars(Intend) /\ WF_vars(Signal) /\ WF_vars(Finish)
    /\ \A g \in Grants : WF_vars(Sweep(g))
    /\ WF_vars(RedeemSome) /\ WF_vars(LearnSome)

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness

(* ---- What must hold ------------------------------------------------------ *)

TypesHold ==
    /\ hold \in [Grants -> {"none", "held", "released", "captured", "voided"}]
    /\ counter \in [Grants -> 0..LastCounter]
    /\ owner \in [Counters -> Grants \cup {Nobody}]
    /\ known \subseteq 1..Len(receipts)
    /\ \A i \in 1..Len(receipts) : receipts[i].outcome \in Endings

OneSignalPerGrant == \A g \in Grants : signals[g] <= 1
OneSignalPerCode ==
    \A g, h \in Grants : g /= h /\ counter[g] = counter[h] => signals[g] + signals[h] <= 1
EachSignalWasIntended == \A g \in Grants : signals[g] > 0 => g \in intents
CapturedAtMostOnce == \A g \in Grants : captures[g] <= 1
OneReceiptPerGrant == MayLie \/ \A g \in Grants : Cardinality(Named(g)) <= 1
NoCounterTwice == up => \A c \in seen : c < next

(* Nobody pays for what he only looked at, even where the module lies. *)
NobodyPaysUnasked == \A g \in Grants : hold[g] = "captured" => g \in presented

(* Of an honest module: nobody pays for nothing ... *)
NobodyPaysForNothing == MayLie \/ \A g \in Grants : hold[g] = "captured" => g \in goods

(* ... and what a receipt reports as sold is never given back for good. *)
NoLostCent ==
    MayLie \/ \A g \in Grants : hold[g] = "voided" =>
        /\ \A i \in Named(g) : receipts[i].outcome /= "VENDED"
        /\ g \in goods => \E i \in Named(g) : receipts[i].outcome = "UNKNOWN"

(* A proof stays true: what was proven unused can never be vended later. *)
ProofsStayTrue == MayLie \/ \A g \in Grants : Open(g) /\ Proven(g) => busy /= g /\ counter[g] \notin ring

Safe ==
    /\ TypesHold /\ OneSignalPerGrant /\ OneSignalPerCode /\ EachSignalWasIntended
    /\ CapturedAtMostOnce /\ OneReceiptPerGrant /\ NoCounterTwice
    /\ NobodyPaysUnasked /\ NobodyPaysForNothing /\ NoLostCent /\ ProofsStayTrue

EveryHoldEnds == \A g \in Grants : hold[g] = "held" ~> hold[g] \in {"captured", "voided", "released"}
EveryMoneyEnds == \A g \in Grants : Open(g) ~> ~Open(g)
=============================================================================
