//! Överenskommen förändring.

mod mutation;

pub use mutation::mutations;

use graph::{Field, Fields, Object, Table, table};
use kernel::Label;
use workplaces::agreed_change::{AgreedChange, AgreedChangeColumn as C};

use crate::objects::{
    NodeKind, Registration, about, organisation::OrganisationObject, project::ProjectObject,
    reflection::ReflectionObject, workplace::WorkplaceObject,
};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<AgreedChangeObject>()],
    rules: &[workplaces::agreed_change::rules::ALL],
    events: &[
        ("ChangeAgreed", "Förändringen kom man överens om", "The change was agreed"),
        ("ChangeCompleted", "Förändringen genomfördes", "The change was done"),
    ],
    ..Registration::NONE
};

pub type AgreedChangeObject = Object<AgreedChangeFields>;

type F = Field<AgreedChangeFields>;

/// The fields of [`AgreedChange`].
pub struct AgreedChangeFields;

impl Fields for AgreedChangeFields {
    type Record = AgreedChange;

    const NAME: &'static str = "AgreedChange";
    const ABOUT: Label = Label {
        sv: "Överenskommen förändring: vad en grupp ska göra annorlunda, vilken funktion som ser till det och när.",
        en: "Agreed change: what a group is to do otherwise, which function sees to it, and by when.",
    };
    const TITLE: &'static str = "what dueOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(AgreedChangeFields, [
            F::text("what", C::What, |row| &row.what, ("Vad som ska bli annorlunda.", "What is to be otherwise.")),
            F::text("responsible", C::Responsible, |row| &row.responsible,
                ("Ansvarig funktion: aldrig ett namn.", "Responsible function: never a name.")),
            F::date("dueOn", C::DueOn, |row| row.due_on, ("Senast den.", "By this day.")).filtered().ordered(),
            F::maybe_date("doneOn", C::DoneOn, |row| row.done_on,
                ("Genomförd den; saknas medan den återstår.", "Done on; absent while it remains.")).filtered(),
            F::maybe_text("result", C::Result, |row| row.result.as_deref(), ("Vad det ledde till.", "What came of it.")),
            F::one::<ReflectionObject>("reflection", C::ReflectionId, |row| Some(row.reflection),
                ("Reflektion: den som kom överens.", "Reflection: the one that agreed it.")).filtered().by_id(),
            F::one::<WorkplaceObject>("workplace", C::WorkplaceId, |row| Some(row.workplace),
                ("Arbetsplats.", "Workplace.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project, about::PROJECT).by_id(),
            F::searched(C::WordsKey),
        ])
    }
}
