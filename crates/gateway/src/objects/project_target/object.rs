//! How a project target is shown.

use graph::{Choice, Field, Fields, FilterInput, IntFilter, Object, OrderInput, Table, table};
use kernel::Label;
use projects::target::{self, ProjectTargetColumn as C};

use crate::objects::project::ProjectObject;

pub type ProjectTargetKind = Choice<target::TargetKind>;
pub type ProjectTargetObject = Object<ProjectTargetFields>;
pub type ProjectTargetFilter = FilterInput<ProjectTargetFields>;
pub type ProjectTargetOrder = OrderInput<ProjectTargetFields>;

type F = Field<ProjectTargetFields>;

/// The fields of [`target::ProjectTarget`].
pub struct ProjectTargetFields;

impl Fields for ProjectTargetFields {
    type Record = target::ProjectTarget;

    const NAME: &'static str = "ProjectTarget";
    const ABOUT: Label = Label {
        sv: "Projektmål: vad ett projekt skulle nå, i tal eller ord.",
        en: "Project target: what a project set out to reach, in figures or in words.",
    };
    const TITLE: &'static str = "project { id name } kind value statement";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ProjectTargetFields, [
            F::choice("kind", C::Kind, |row| row.kind,
                ("Slag av mål: vad målet räknar.", "Kind of target: what it counts.")).filtered().ordered(),
            F::computed::<Option<i64>>("value", |row| row.value,
                ("Målvärde: personer, organisationer, timmar eller insatser, som `kind` säger.", "Target value: people, organisations, hours or efforts, as `kind` says.")),
            F::choice("precision", C::PrecisionOfValue, |row| row.precision,
                ("Hur exakt målvärdet är.", "How exact the target value is.")),
            F::maybe_text("statement", C::Statement, |row| row.statement.as_deref(), ("Målet i ord.", "The target in words.")),
            F::maybe_choice("scope", C::Scope, |row| row.scope,
                ("Mot vilka målet verkar.", "Towards whom the target works.")),
            F::maybe_choice("level", C::EffectLevel, |row| row.level,
                ("På vilken nivå målet verkar.", "At which level the target works.")),
            F::maybe_choice("horizon", C::Horizon, |row| row.horizon,
                ("Hur snart målet ska nås.", "How soon the target is to be reached.")),
            F::the::<ProjectObject>("project", C::ProjectId, |target| target.project,
                ("Projekt.", "Project.")).by_id(),
            F::only_filter::<IntFilter>("value", |f| Ok(f.on(C::Value)), ("Tal.", "Figure.")),
        ])
    }
}
