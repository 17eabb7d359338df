//! How a masking is shown: to the council's own people.

use councils::meeting::masking::{self, Masking, MaskingColumn as C};
use graph::{Choice, Field, Fields, Object, Shown, Table, table};
use kernel::{Label, command::Enumeration};

use crate::objects::{
    about, agenda_item::AgendaItemObject, council::CouncilObject, council_meeting::CouncilMeetingObject,
    industry_council::IndustryCouncilObject, meeting_presence::MeetingPresenceObject,
};

pub type MaskingStatus = Choice<masking::MaskingStatus>;
pub type MinutesMaskingObject = Object<MinutesMaskingFields>;

type F = Field<MinutesMaskingFields>;

/// The fields of [`Masking`].
pub struct MinutesMaskingFields;

impl Fields for MinutesMaskingFields {
    type Record = Masking;

    const NAME: &'static str = "MinutesMasking";
    const ABOUT: Label = Label {
        sv: "Maskering: vad i ett protokoll som inte är för alla, och på vilken grund. Bara rådets egna läser den.",
        en: "Masking: what in minutes is not for everyone, and on what ground. Only the council's own people read it.",
    };
    const TITLE: &'static str = "passage status";

    const FIRST: &'static [&'static str] =
        &["passage", "mark", "ground", "provision", "status", "item", "presence", "meeting", "liftedReason"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(MinutesMaskingFields, [
            F::text("passage", C::Passage, |row| &row.passage, ("Maskerad text: en passage, eller ett namn.", "Masked text: a passage, or a name.")),
            F::computed::<String>("mark", |row| row.mark(), ("Märket som står i stället.", "The mark that stands in its place."))
                .looking_at(&[C::Number, C::Ground, C::Provision]).showing(Shown::Text),
            F::int("number", C::Number, |row| row.number, ("Nummer vid mötet, från 1.", "Number at the meeting, from 1.")).filtered().ordered(),
            F::choice("ground", C::Ground, |row| row.ground, ("Rättslig grund.", "Legal ground.")).filtered(),
            F::maybe_text("provision", C::Provision, |row| row.provision.as_deref(), ("Bestämmelse.", "Provision.")),
            F::computed::<MaskingStatus>("status", |row| Choice(row.status()), about::STATUS)
                .looking_at(&[C::LiftedReason]).showing(Shown::Choice(const { &Enumeration::of::<masking::MaskingStatus>() })),
            F::steps(|row| row.status(), masking::TRANSITIONS).looking_at(&[C::LiftedReason]),
            F::maybe_text("liftedReason", C::LiftedReason, |row| row.lifted_reason.as_deref(),
                ("Varför den är hävd.", "Why it is lifted.")),
            F::one::<AgendaItemObject>("item", C::ItemId, |row| row.item,
                ("Ärende: där texten står.", "Agenda item: where the text stands.")).filtered().by_id(),
            F::one::<MeetingPresenceObject>("presence", C::PresenceId, |row| row.presence,
                ("Närvaro: den vars namn är maskerat.", "Presence: the one whose name is masked.")).by_id(),
            F::the::<CouncilMeetingObject>("meeting", C::MeetingId, |row| row.meeting, ("Möte.", "Meeting.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som möttes, eller branschrådets överordnade.", "Council: the one that met, or the industry council's parent.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där det var det som möttes.", "Industry council: where it was the one that met.")).filtered().by_id(),
        ])
    }
}
