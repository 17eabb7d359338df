//! How presence at a council's meeting is shown.

use councils::meeting::presence::{MeetingPresence, MeetingPresenceColumn as C};
use graph::{Field, Fields, FilterInput, Object, OrderInput, Shown, Table, table};
use kernel::Label;

use crate::objects::{
    council_meeting::CouncilMeetingObject, membership::MembershipObject, organisation::OrganisationObject,
};

pub type MeetingPresenceObject = Object<MeetingPresenceFields>;
pub type MeetingPresenceFilter = FilterInput<MeetingPresenceFields>;
pub type MeetingPresenceOrder = OrderInput<MeetingPresenceFields>;

type F = Field<MeetingPresenceFields>;

/// The fields of [`MeetingPresence`].
pub struct MeetingPresenceFields;

impl Fields for MeetingPresenceFields {
    type Record = MeetingPresence;

    const NAME: &'static str = "MeetingPresence";
    const ABOUT: Label = Label {
        sv: "Närvaro: ett mandat vid ett rådsmöte, som ordinarie, ersättare eller adjungerad.",
        en: "Presence: a mandate at a council's meeting, as an ordinary member, substitute or co-opted.",
    };
    const TITLE: &'static str = "organisation { id name } meeting { id title meetsOn } standing function attended";

    const FIRST: &'static [&'static str] =
        &["organisation", "meeting", "attended", "standing", "servesFor", "function"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(MeetingPresenceFields, [
            F::yes_no("attended", C::Attended, |row| row.attended, ("Närvarande.", "Present.")).filtered(),
            F::choice("standing", C::Standing, |row| row.standing, ("Ställning.", "Standing.")).filtered().ordered(),
            F::maybe_choice("function", C::Function, |row| row.function,
                ("Uppgift vid mötet.", "Task at the meeting.")).filtered(),
            F::computed::<bool>("hasVote", |row| row.has_vote(),
                ("Har rösträtt: ordinarie, eller ersättare som tjänstgör.", "Has a vote: an ordinary member, or a substitute who serves.")).looking_at(&[C::Standing, C::Attended, C::ServesForId]).showing(Shown::YesNo),
            F::maybe_text("masked", C::Masked, |row| row.masked.as_deref(),
                ("Maskerat namn: märket med grunden, som står i stället.", "Masked name: the mark with the ground, which stands in its place.")),
            F::the::<MembershipObject>("membership", C::MembershipId, |row| row.membership,
                ("Mandat.", "Mandate.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: den som innehar mandatet.", "Organisation: the one that holds the mandate.")).filtered().by_id(),
            F::one::<MembershipObject>("servesFor", C::ServesForId, |row| row.serves_for,
                ("Tjänstgör för: den ordinarie som en ersättare träder in för.", "Serves for: the ordinary member whose place a substitute takes.")).by_id(),
            F::the::<CouncilMeetingObject>("meeting", C::MeetingId, |row| row.meeting,
                ("Möte.", "Meeting.")).filtered().by_id(),
        ])
    }
}
