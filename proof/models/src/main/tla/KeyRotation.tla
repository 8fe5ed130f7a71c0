---------------------------- MODULE KeyRotation ----------------------------
(* The platform's issuer keys as a module without network learns them: from    *)
(* whatever phones bring, in any order, as often as they like, old ones too.   *)
(*                                                                             *)
(* A KEYCERT is {serial, minimum, epoch}, a DENYLIST {version, epoch, revoked}. *)
(* A module keeps the `Keep` highest serials and looks at no clock.            *)
EXTENDS Naturals, FiniteSets

CONSTANTS
    LastSerial,   \* serials are 1..LastSerial
    Keep,         \* certificates that a module keeps
    Flaw          \* "none", or the one deliberate fault of the design

VARIABLES
    newest,      \* platform: the newest serial
    minimum,     \* platform: the lowest serial that is still good
    revoked,     \* platform: serials whose private key was stolen
    version,     \* platform: of the newest denylist
    certs,       \* the air: every KEYCERT that was ever signed
    lists,       \* the air: every DENYLIST that was ever signed
    kept,        \* module: serials it has
    floor,       \* module: the highest minimum it has seen
    denied,      \* module: serials it refuses
    applied,     \* module: version of the denylist it has
    told,        \* history: serials that any denylist which the module applied has named
    highest,     \* history: the highest serial that the module ever had
    admitted     \* history: serials of admitted grants, with what the module had been told

vars == <<newest, minimum, revoked, version, certs, lists, kept, floor, denied, applied, told, highest, admitted>>
platform == <<newest, minimum, revoked, version, certs, lists>>

Serials == 1..LastSerial
Largest(S) == CHOOSE x \in S : \A y \in S : y <= x
Smallest(S) == CHOOSE x \in S : \A y \in S : x <= y

Init ==
    /\ newest = 1
    /\ minimum = 1
    /\ revoked = {}
    /\ version = 0
    /\ certs = {[serial |-> 1, minimum |-> 1]}
    /\ lists = {}
    /\ kept = {1}
    /\ floor = 1
    /\ denied = {}
    /\ applied = 0
    /\ told = {}
    /\ highest = 1
    /\ admitted = {}

Rotate ==
    /\ newest < LastSerial
    /\ newest' = newest + 1
    /\ certs' = certs \cup {[serial |-> newest + 1, minimum |-> minimum]}
    /\ UNCHANGED <<minimum, revoked, version, lists, kept, floor, denied, applied, told, highest, admitted>>

RaiseMinimum ==
    /\ minimum < newest
    /\ minimum' = minimum + 1
    /\ newest < LastSerial
    /\ newest' = newest + 1
    /\ certs' = certs \cup {[serial |-> newest + 1, minimum |-> minimum + 1]}
    /\ UNCHANGED <<revoked, version, lists, kept, floor, denied, applied, told, highest, admitted>>

Revoke(s) ==
    /\ s <= newest
    /\ s \notin revoked
    /\ revoked' = revoked \cup {s}
    /\ version' = version + 1
    /\ lists' = lists \cup {[version |-> version + 1, revoked |-> revoked \cup {s}]}
    /\ UNCHANGED <<newest, minimum, certs, kept, floor, denied, applied, told, highest, admitted>>

Trimmed(S) == IF Cardinality(S) <= Keep \/ Flaw = "keys are kept for ever" THEN S ELSE S \ {Smallest(S)}

Bring(c) ==
    /\ \/ c.serial \notin kept /\ c.serial >= floor /\ c.serial \notin denied
          /\ IF Cardinality(kept) < Keep THEN TRUE ELSE c.serial > Smallest(kept)
       \/ Flaw = "the last one brought wins"
    /\ kept' = IF Flaw = "the last one brought wins" THEN {c.serial}
               ELSE {s \in Trimmed(kept \cup {c.serial}) : s >= c.minimum}
    /\ floor' = IF c.minimum > floor THEN c.minimum ELSE floor
    /\ highest' = IF c.serial > highest THEN c.serial ELSE highest
    /\ UNCHANGED <<platform, denied, applied, told, admitted>>

Apply(l) ==
    /\ l.version > applied \/ Flaw = "an old denylist applies"
    /\ applied' = l.version
    /\ denied' = l.revoked
    /\ kept' = IF Flaw = "revoked keys stay" THEN kept ELSE kept \ l.revoked
    /\ told' = told \cup l.revoked
    /\ UNCHANGED <<platform, floor, highest, admitted>>

(* A grant is good if its key is kept; a thief may hold any revoked key. *)
Admit(s) ==
    /\ s \in kept
    /\ s \notin denied \/ Flaw = "revoked keys stay"
    /\ admitted' = admitted \cup {<<s, s \in told, s < floor>>}
    /\ UNCHANGED <<platform, kept, floor, denied, applied, told, highest>>

Reboot == UNCHANGED vars  \* all of it is durable, nothing depends on a clock

BringSome == \E c \in certs : Bring(c)
ApplySome == \E l \in lists : Apply(l)

Next ==
    \/ Rotate \/ RaiseMinimum \/ Reboot
    \/ \E s \in Serials : Revoke(s)
    \/ \E s \in Serials : Admit(s)
    \/ BringSome
    \/ ApplySome

Spec == Init /\ [][Next]_vars

(* ---- What must hold ------------------------------------------------------ *)

NothingRevokedIsAdmitted == \A a \in admitted : ~a[2]
NothingBelowTheMinimumIsAdmitted == \A a \in admitted : ~a[3]
KeptIsBounded == Cardinality(kept) <= Keep
NeverBack == highest \in kept \/ highest \in told \/ highest < floor
(* A phone that brings the newest certificate first is always understood. *)
TheNewestIsAccepted ==
    newest \in kept \/ newest \in denied
        \/ \E c \in certs : c.serial = newest /\ c.serial >= floor /\ c.serial > Largest(kept \cup {0})

Safe ==
    /\ NothingRevokedIsAdmitted /\ NothingBelowTheMinimumIsAdmitted
    /\ KeptIsBounded /\ NeverBack /\ TheNewestIsAccepted
=============================================================================
