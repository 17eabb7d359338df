//! How a note on an agenda item is shown.

use councils::meeting::{
    CouncilMeeting,
    note::{self, ItemNote, ItemNoteColumn as C},
};
use graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Shown, Table, table};
use kernel::{Label, command::Enumeration};

use crate::objects::{
    agenda_item::AgendaItemObject, council_meeting::CouncilMeetingObject, membership::MembershipObject,
    organisation::OrganisationObject,
};

pub type ItemNoteStatus = Choice<note::ItemNoteStatus>;
pub type ItemNoteObject = Object<ItemNoteFields>;
pub type ItemNoteFilter = FilterInput<ItemNoteFields>;
pub type ItemNoteOrder = OrderInput<ItemNoteFields>;

type F = Field<ItemNoteFields>;

/// The fields of [`ItemNote`].
pub struct ItemNoteFields;

impl Fields for ItemNoteFields {
    type Record = ItemNote;

    const NAME: &'static str = "ItemNote";
    const ABOUT: Label = Label {
        sv: "Anteckning: ett mandats jäv, frånvaro, reservation eller protokollsanteckning i ett ärende.",
        en: "Note: a mandate's disqualification, absence, reservation or statement on an agenda item.",
    };
    const TITLE: &'static str = "kind organisation { id name } item { id title } status";

    const FIRST: &'static [&'static str] = &["kind", "organisation", "item", "status", "withdrawnReason", "text"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ItemNoteFields, [
            F::choice("kind", C::Kind, |row| row.kind, ("Slag.", "Kind.")).filtered().ordered(),
            F::maybe_text("text", C::Text, |row| row.text.as_deref(),
                ("Skäl, eller vad som ska stå i protokollet.", "Reason, or what is to stand in the minutes.")),
            F::computed::<ItemNoteStatus>("status", |row| Choice(row.status()),
                ("Status: en återtagen anteckning gäller inte.", "Status: a note that is withdrawn does not stand."))
                .looking_at(&[C::WithdrawnReason]).showing(Shown::Choice(const { &Enumeration::of::<note::ItemNoteStatus>() })),
            F::steps_within::<_, _, CouncilMeeting>(|row| row.status(), note::TRANSITIONS, |row| row.meeting,
                |row, meeting, _| row.withdrawn_in().contains(&meeting.status)).looking_at(&[C::WithdrawnReason]),
            F::maybe_text("withdrawnReason", C::WithdrawnReason, |row| row.withdrawn_reason.as_deref(),
                ("Varför den är återtagen.", "Why it is withdrawn.")),
            F::the::<MembershipObject>("membership", C::MembershipId, |row| row.membership,
                ("Mandat.", "Mandate.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: den som innehar mandatet.", "Organisation: the one that holds the mandate.")).filtered().by_id(),
            F::the::<AgendaItemObject>("item", C::ItemId, |row| row.item,
                ("Ärende.", "Agenda item.")).filtered().by_id(),
            F::the::<CouncilMeetingObject>("meeting", C::MeetingId, |row| row.meeting,
                ("Möte.", "Meeting.")).filtered().by_id(),
        ])
    }
}
