//! Spridning av det lärda.

mod mutation;

pub use mutation::mutations;

use graph::{Field, Fields, Object, Table, table};
use kernel::Label;
use workplaces::spread::{LearningSpread, LearningSpreadColumn as C};

use crate::objects::{
    NodeKind, Registration, RootList, about, effort::EffortObject, enrolment::EnrolmentObject,
    organisation::OrganisationObject, project::ProjectObject, reflection::ReflectionObject, workplace::WorkplaceObject,
};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<LearningSpreadObject>::new(
        "learningSpreads",
        (
            "Spridning av det lärda på arbetsplatser inom din räckvidd.",
            "Spreads of learning at workplaces within your reach.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<LearningSpreadObject>()],
    rules: &[workplaces::spread::rules::ALL],
    events: &[("LearningSpreadRecorded", "Spridningen registrerades", "The spread was recorded")],
    ..Registration::NONE
};

pub type LearningSpreadObject = Object<LearningSpreadFields>;

type F = Field<LearningSpreadFields>;

/// The fields of [`LearningSpread`].
pub struct LearningSpreadFields;

impl Fields for LearningSpreadFields {
    type Record = LearningSpread;

    const NAME: &'static str = "LearningSpread";
    const ABOUT: Label = Label {
        sv: "Spridning: en insats som någon berättade om på arbetsplatsträffen, och hur många kolleger som hörde det.",
        en: "Spread of learning: an effort that someone told of at the staff meeting, and how many colleagues heard of it.",
    };
    const TITLE: &'static str = "effort { id title } toldOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(LearningSpreadFields, [
            F::date("toldOn", C::ToldOn, |row| row.told_on,
                ("Berättat den: reflektionens dag.", "Told on: the reflection's day.")).filtered().ordered(),
            F::int("colleaguesReached", C::ColleaguesReached, |row| row.colleagues_reached,
                ("Antal kolleger som nåddes, aldrig vilka.", "How many colleagues were reached, never who.")).filtered().ordered(),
            F::one::<EffortObject>("effort", C::EffortId, |row| Some(row.effort),
                ("Insats: det som berättades om.", "Effort: what was told of.")).filtered().by_id(),
            F::one::<EnrolmentObject>("enrolment", C::EnrolmentId, |row| row.enrolment,
                ("Anmälan: den som den som berättade deltog genom, inom din räckvidd.", "Enrolment: the one by which who told took part, within your reach.")),
            F::one::<ReflectionObject>("reflection", C::ReflectionId, |row| Some(row.reflection),
                ("Reflektion: den där någon berättade.", "Reflection: the one at which someone told of it.")).filtered().by_id(),
            F::one::<WorkplaceObject>("workplace", C::WorkplaceId, |row| Some(row.workplace),
                ("Arbetsplats.", "Workplace.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project, about::PROJECT).by_id(),
        ])
    }
}
