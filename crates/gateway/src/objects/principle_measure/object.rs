//! How a principle measure is shown.

use graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use projects::principle_measure::{self, PrincipleMeasureColumn as C};

use crate::objects::project::ProjectObject;

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
            F::the::<ProjectObject>("project", C::ProjectId, |measure| measure.project,
                ("Projekt.", "Project.")).by_id(),
        ])
    }
}
