//! How an outcome is shown.

use efforts::outcome::{self, OutcomeColumn as C};
use graph::{Choice, Field, Fields, IdFilter, Object, Table, table};
use kernel::{Label, id::kind};

use crate::objects::{
    about, effort::EffortObject, enrolment::EnrolmentObject, organisation::OrganisationObject,
    participant::ParticipantObject, participation::ParticipationObject, project::ProjectObject,
};

pub type OutcomeKind = Choice<outcome::OutcomeKind>;
pub type OutcomeStatus = Choice<outcome::OutcomeStatus>;
pub type OutcomeSource = Choice<outcome::OutcomeSource>;
pub type OutcomeObject = Object<OutcomeFields>;

type F = Field<OutcomeFields>;

/// The fields of [`outcome::Outcome`].
pub struct OutcomeFields;

impl Fields for OutcomeFields {
    type Record = outcome::Outcome;

    const NAME: &'static str = "Outcome";
    const ABOUT: Label = Label {
        sv: "Resultat: vad det blev av någon efter en insats eller ett projekt. Skrivs aldrig över: ett senare svar ersätter det.",
        en: "Outcome: what became of someone after an effort or a project. Never overwritten: a later answer supersedes it.",
    };
    const TITLE: &'static str = "participant { id name } kind effort { id title } project { id name } observedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(OutcomeFields, [
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av resultat.", "Kind of outcome.")).filtered().ordered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered(),
            F::steps(|row| row.status, outcome::TRANSITIONS),
            F::choice("source", C::Source, |row| row.source, ("Källa.", "Source.")).filtered(),
            F::date("observedOn", C::ObservedOn, |row| row.observed_on,
                ("Observerat den: dagen då det var så.", "Observed on: the day the state was true.")).filtered().ordered(),
            F::instant("recordedAt", C::RecordedAt, |row| row.recorded_at,
                ("Registrerat, tidpunkten.", "Registered, the instant.")).ordered(),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(),
                ("Skäl till att det ersattes.", "Why it was superseded.")),
            F::resolved::<ParticipantObject>("participant",
                ("Deltagare.", "Participant."), |node, ctx| Box::pin(async move { ParticipantObject::of(node, ctx, |row| row.participant, node.row().participation).await })).looking_at(&[]),
            F::one::<EnrolmentObject>("enrolment", C::EnrolmentId, |row| row.enrolment,
                ("Anmälan: inom din räckvidd.", "Enrolment: within your reach.")).filtered().by_id(),
            F::one::<ParticipationObject>("participation", C::ParticipationId, |row| row.participation,
                ("Deltagande: inom din räckvidd.", "Participation: within your reach.")).filtered().by_id(),
            F::one::<EffortObject>("effort", C::EffortId, |row| row.effort,
                ("Insats.", "Effort.")).filtered().by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project, about::PROJECT).by_id(),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: arbetsgivaren vid start.", "Organisation: the employer at entry.")).by_id(),
            F::changed_since(),
            F::only_filter::<IdFilter>("hubId", |f| f.on::<_, kind::Hub>(C::HubId),
                ("Kompetensnav.", "Competence hub.")),
            F::only_filter::<IdFilter>("participantId", |f| f.on::<_, kind::Participant>(C::ParticipantId),
                ("Person.", "Person.")),
        ])
    }
}
