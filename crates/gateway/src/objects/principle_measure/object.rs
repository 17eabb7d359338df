//! How a principle measure is shown.

use kernel::Label;
use projects::principle_measure::{self, PrincipleMeasureColumn as C};

use crate::{
    graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Table},
    objects::project::ProjectObject,
    table,
};

pub type HorizontalPrinciple = Choice<principle_measure::HorizontalPrinciple>;
pub type PrincipleMeasureObject = Object<principle_measure::PrincipleMeasure>;
pub type PrincipleMeasureFilter = FilterInput<principle_measure::PrincipleMeasure>;
pub type PrincipleMeasureOrder = OrderInput<principle_measure::PrincipleMeasure>;

type F = Field<principle_measure::PrincipleMeasure>;

impl Fields for principle_measure::PrincipleMeasure {
    const NAME: &'static str = "PrincipleMeasure";
    const ABOUT: Label = Label {
        sv: "Åtgärd för en horisontell princip: vad ett projekt gör för den.",
        en: "Measure for a horizontal principle: what a project does for it.",
    };
    const TITLE: &'static str = "project { id name } principle measure";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(principle_measure::PrincipleMeasure, [
            F::choice("principle", C::Principle, |row| row.principle, ("Horisontell princip.", "Horizontal principle.")).filtered().ordered(),
            F::text("measure", C::Measure, |row| &row.measure, ("Åtgärd.", "Measure.")),
            F::the::<ProjectObject>("project", C::ProjectId, |measure| measure.project,
                ("Projekt.", "Project.")).by_id(),
        ])
    }
}
