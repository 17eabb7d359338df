//! How an enrolment is shown.

use efforts::{
    Occasion,
    enrolment::{self, EnrolmentColumn as C},
    outcome::OutcomeColumn,
};
use graph::{Choice, Date, Field, Fields, FilterInput, IdFilter, Object, Shown, Table, table};
use kernel::{Label, id::kind};
use store::Family;

use super::clash::{CLASH_COLUMNS, EnrolmentClash, clashes};
use crate::objects::{
    about, effort::EffortObject, hub::HubObject, occasion::OccasionObject, organisation::OrganisationObject,
    outcome::OutcomeObject, participant::ParticipantObject, participation::ParticipationObject, project::ProjectObject,
};

pub type EnrolmentStatus = Choice<enrolment::EnrolmentStatus>;
pub type EnrolmentSource = Choice<enrolment::EnrolmentSource>;
pub type EnrolmentObject = Object<EnrolmentFields>;
pub type EnrolmentFilter = FilterInput<EnrolmentFields>;

type F = Field<EnrolmentFields>;

/// The fields of [`enrolment::Enrolment`].
pub struct EnrolmentFields;

impl Fields for EnrolmentFields {
    type Record = enrolment::Enrolment;

    const NAME: &'static str = "Enrolment";
    const ABOUT: Label = Label {
        sv: "Anmälan: en persons väg genom ett tillfälle, från nominering eller ansökan till genomförd.",
        en: "Enrolment: one person's way through one occasion, from nomination or application to completion.",
    };
    const TITLE: &'static str =
        "participant { id name } effort { id title } occasion { id startsOn } organisation { id name } status";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(EnrolmentFields, [
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps_within::<_, _, Occasion>(|row| row.status, enrolment::TRANSITIONS, |row| row.occasion,
                |_, occasion, verb| verb.is_done_at(occasion.status)),
            F::choice("source", C::Source, |row| row.source,
                ("Hur anmälan kom till.", "How the enrolment came about.")).filtered(),
            F::date("appliedOn", C::AppliedOn, |row| row.applied_on,
                ("Anmäld den.", "Applied on.")).filtered().ordered(),
            F::maybe_date("startedOn", C::StartedOn, |row| row.started_on, about::FIRST_DAY).filtered(),
            F::maybe_date("endedOn", C::EndedOn, |row| row.ended_on, ("Sista dag.", "Last day.")).filtered(),
            F::computed::<Option<Date>>("followUpDueOn", |row| row.follow_up_due_on().map(Date),
                ("Uppföljning tidigast: sex månader efter att personen slutfört insatsen.", "Earliest follow-up: six months after the person completed the effort.")).looking_at(&[C::EndedOn, C::Status]).showing(Shown::Date),
            F::int("minutes", C::Minutes, |row| row.minutes,
                ("Närvaro, minuter.", "Attendance, minutes.")).filtered().ordered(),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration,
                ("Påhittad för demonstration.", "Invented for the demonstration.")),
            F::resolved::<ParticipantObject>("participant",
                ("Deltagare.", "Participant."), |node, ctx| Box::pin(async move { ParticipantObject::of(node, ctx, |row| row.participant, node.row().participation).await })).looking_at(&[]),
            F::one::<OccasionObject>("occasion", C::OccasionId, |row| Some(row.occasion),
                ("Tillfälle.", "Occasion.")).filtered().by_id(),
            F::one::<EffortObject>("effort", C::EffortId, |row| Some(row.effort),
                ("Insats.", "Effort.")).filtered().by_id(),
            F::the::<HubObject>("hub", C::HubId, |row| row.hub, ("Kompetensnav.", "Competence hub.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som betalar.", "Project: the one that pays.")).by_id(),
            F::one::<OrganisationObject>("provider", C::ProviderId, |row| row.provider,
                ("Anordnare.", "Provider.")).by_id(),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::one::<ParticipationObject>("participation", C::ParticipationId, |row| row.participation,
                ("Deltagande: det i projektet, inom din räckvidd.", "Participation: the one in the project, within your reach.")).filtered().by_id(),
            F::many::<OutcomeObject>("outcomes", Family::Column(OutcomeColumn::EnrolmentId),
                ("Resultat, inom din räckvidd.", "Outcomes, within your reach.")),
            F::resolved::<Vec<EnrolmentClash>>("clashes",
                ("Krockar: tider då personen är anmäld också till ett annat tillfälle, inom din räckvidd.", "Clashes: times at which the person is enrolled in another occasion, too, within your reach."), |node, ctx| Box::pin(clashes(ctx, node)))
                .looking_at(&[C::ParticipantId, C::OccasionId, C::Status]).showing(Shown::Rows(CLASH_COLUMNS)),
            F::changed_since(),
            F::only_filter::<IdFilter>("participantId", |f| f.on::<_, kind::Participant>(C::ParticipantId),
                ("Person.", "Person.")),
            F::where_some::<OutcomeObject>("someOutcome", OutcomeColumn::EnrolmentId,
                ("Har något resultat inom din räckvidd som uppfyller detta.", "Has some outcome within your reach that fulfils this.")),
        ])
    }
}
