//! How a principle measure is shown.

use graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use projects::principle_measure::{self, PrincipleMeasureColumn as C};

use crate::objects::{
    about, effort::EffortObject, organisation::OrganisationObject, project::ProjectObject,
    project_target::ProjectTargetObject,
};

pub type HorizontalPrinciple = Choice<principle_measure::HorizontalPrinciple>;
pub type PrincipleMeasureObject = Object<PrincipleMeasureFields>;
pub type PrincipleMeasureFilter = FilterInput<PrincipleMeasureFields>;
pub type PrincipleMeasureOrder = OrderInput<PrincipleMeasureFields>;

type F = Field<PrincipleMeasureFields>;

/// The fields of [`principle_measure::PrincipleMeasure`].
pub struct PrincipleMeasureFields;

impl Fields for PrincipleMeasureFields {
    type Record = principle_measure::PrincipleMeasure;

    const NAME: &'static str = "PrincipleMeasure";
    const ABOUT: Label = Label {
        sv: "Åtgärd för en horisontell princip: vad ett projekt gör för den.",
        en: "Measure for a horizontal principle: what a project does for it.",
    };
    const TITLE: &'static str = "project { id name } principle measure";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(PrincipleMeasureFields, [
            F::choice("principle", C::Principle, |row| row.principle, ("Horisontell princip.", "Horizontal principle.")).filtered().ordered(),
            F::text("measure", C::Measure, |row| &row.measure, ("Åtgärd.", "Measure.")),
            F::maybe_text("evidence", C::Evidence, |row| row.evidence.as_deref(),
                ("Belägg: vad som visar att den är gjord.", "Evidence: what shows that it is done.")),
            F::maybe_text("responsible", C::Responsible, |row| row.responsible.as_deref(),
                ("Ansvarig: funktionen.", "Responsible: the function.")),
            F::maybe_text("followUp", C::FollowUp, |row| row.follow_up.as_deref(),
                ("Uppföljning: vad som kom av den.", "Follow-up: what came of it.")),
            F::maybe_date("followedUpOn", C::FollowedUpOn, |row| row.followed_up_on,
                ("Uppföljd den.", "Followed up on.")).filtered(),
            F::the::<ProjectObject>("project", C::ProjectId, |measure| measure.project, about::PROJECT).by_id(),
            F::one::<EffortObject>("effort", C::EffortId, |measure| measure.effort,
                ("Insats: den som genomför åtgärden, inom din räckvidd.", "Effort: the one that carries it out, within your reach.")).by_id(),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |measure| measure.organisation,
                ("Organisation: där åtgärden görs.", "Organisation: where it is done.")).by_id(),
            F::one::<ProjectTargetObject>("target", C::TargetId, |measure| measure.target,
                ("Projektmål: det som åtgärden tjänar.", "Project target: the one that it serves.")).by_id(),
            F::searched(C::WordsKey),
            F::only_order("project", C::ProjectId, ("Projekt: ett projekts rader intill varandra.", "Project: a project's rows beside one another.")),
        ])
    }
}
