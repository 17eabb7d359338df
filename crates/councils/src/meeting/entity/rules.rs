//! Rules of councils' meetings.

pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

kernel::rules! {
    /// Whoever is to come knows in time; detail: the days that the charter asks for.
    NOTICE_IS_TOO_SHORT:
        "Kallelsetiden i arbetsordningen hålls inte. Dagar före mötet:",
        "The charter's notice is not kept. Days before the meeting:";
    /// Nobody is convened to nothing.
    AGENDA_IS_EMPTY:
        "Mötet har ingen föredragningslista. Lägg till minst ett ärende.",
        "The meeting has no agenda. Add at least one item.";
    /// What is proposed is decided or postponed before the meeting ends; detail: how many are left.
    DECISIONS_ARE_OPEN:
        "Förslag återstår att besluta eller bordlägga. Antal:",
        "Proposals remain to be decided or postponed. Number:";
    /// Minutes are approved by the chair and a verifier, who are named among those who came.
    CHAIR_AND_VERIFIER_ARE_REQUIRED:
        "Registrera vem som leder mötet och vem som justerar protokollet.",
        "Record who chairs the meeting and who approves the minutes as verifier.";
    /// The chair and the verifier each approve once.
    MINUTES_ARE_SIGNED:
        "Protokollet är redan justerat i den egenskapen:",
        "The minutes are already approved in this capacity:";
    /// Whoever is both chair and member approves once: two people have read the minutes.
    MINUTES_ARE_SIGNED_BY_THE_SAME:
        "Du har justerat protokollet i den andra egenskapen. Någon annan justerar i den här.",
        "You have approved the minutes in the other capacity. Someone else approves in this one.";
    /// Who came is told of the day of the meeting; detail: how many mandates would be at it without being held that day.
    PRESENCE_IS_OF_ANOTHER_DAY:
        "Närvaro är registrerad för mandat som inte innehas den dagen. Antal:",
        "Presence is recorded of mandates that are not held on that day. Number:";
    /// Only what is approved is announced.
    MINUTES_ARE_NOT_APPROVED: "Protokollet är inte justerat.", "The minutes are not approved.";
    /// Minutes are announced once.
    MINUTES_ARE_ANNOUNCED: "Protokollet är redan anslaget.", "The minutes are announced already.";
    /// What is the council's own is put up nowhere.
    MINUTES_ARE_THE_COUNCILS_OWN:
        "Rådets arbetsordning gör inte protokollen offentliga, så de anslås inte.",
        "The council's charter does not make its minutes public, so they are not announced.";
    /// Minutes are announced after they are approved.
    ANNOUNCED_BEFORE_APPROVED:
        "Anslagsdagen ligger före justeringen.",
        "The day of announcement lies before the approval.";
    /// What a meeting takes depends on its state; detail: the present state.
    MEETING_DOES_NOT_TAKE_THIS:
        "Det kan inte göras i det läge som mötet är i:",
        "This cannot be done in the state that the meeting is in:";
    /// A meeting is opened on the day that it is convened to.
    MEETS_ON_ANOTHER_DAY:
        "Kallelsen gäller en annan dag.",
        "The meeting is convened for another day.";
    /// The end comes after the beginning.
    MEETING_ENDS_BEFORE_IT_BEGINS:
        "Mötet slutar innan det börjar.",
        "The meeting ends before it begins.";
}
