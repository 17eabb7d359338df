//! How a project target is shown.

use kernel::Label;
use projects::target::{self, ProjectTargetColumn as C};

use crate::{
    graph::{Choice, Field, Fields, FilterInput, IntFilter, Object, OrderInput, Table},
    objects::project::ProjectObject,
    table,
};

pub type ProjectTargetKind = Choice<target::TargetKind>;
pub type ProjectTargetObject = Object<target::ProjectTarget>;
pub type ProjectTargetFilter = FilterInput<target::ProjectTarget>;
pub type ProjectTargetOrder = OrderInput<target::ProjectTarget>;

type F = Field<target::ProjectTarget>;

impl Fields for target::ProjectTarget {
    const NAME: &'static str = "ProjectTarget";
    const ABOUT: Label = Label {
        sv: "Projektmål: vad ett projekt skulle nå, i tal eller ord.",
        en: "Project target: what a project set out to reach, in figures or in words.",
    };
    const TITLE: &'static str = "project { id name } kind value statement";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(target::ProjectTarget, [
            F::choice("kind", C::Kind, |row| row.kind,
                ("Slag av mål: vad målet räknar.", "Kind of target: what it counts.")).filtered().ordered(),
            F::computed::<Option<i64>>("value", |row| row.value,
                ("Målvärde: personer, organisationer, timmar eller insatser, som `kind` säger.", "Target value: people, organisations, hours or efforts, as `kind` says.")),
            F::choice("precision", C::PrecisionOfValue, |row| row.precision,
                ("Hur exakt målvärdet är.", "How exact the target value is.")),
            F::maybe_text("statement", C::Statement, |row| row.statement.as_deref(), ("Målet i ord.", "The target in words.")),
            F::the::<ProjectObject>("project", C::ProjectId, |target| target.project,
                ("Projekt.", "Project.")).by_id(),
            F::only_filter::<IntFilter>("value", |f| Ok(f.on(C::Value)), ("Tal.", "Figure.")),
        ])
    }
}
