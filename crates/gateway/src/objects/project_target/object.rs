//! How a project target is shown.

use efforts::effort::EffortColumn;
use graph::{Choice, Field, Fields, FilterInput, IntFilter, Object, OrderInput, Shown, Table, table};
use kernel::Label;
use projects::{
    principle_measure::PrincipleMeasureColumn,
    target::{self, ProjectTargetColumn as C},
};
use store::Family;

use crate::objects::{about, effort::EffortObject, principle_measure::PrincipleMeasureObject, project::ProjectObject};

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
                ("Målvärde: personer, organisationer, timmar eller insatser, som `kind` säger.", "Target value: people, organisations, hours or efforts, as `kind` says.")).showing(Shown::Number),
            F::choice("precision", C::PrecisionOfValue, |row| row.precision,
                ("Hur exakt målvärdet är.", "How exact the target value is.")),
            F::maybe_text("statement", C::Statement, |row| row.statement.as_deref(), ("Målet i ord.", "The target in words.")),
            F::maybe_choice("scope", C::Scope, |row| row.scope,
                ("Mot vilka målet verkar.", "Towards whom the target works.")),
            F::maybe_choice("level", C::EffectLevel, |row| row.level,
                ("På vilken nivå målet verkar.", "At which level the target works.")),
            F::maybe_choice("horizon", C::Horizon, |row| row.horizon,
                ("Hur snart målet ska nås.", "How soon the target is to be reached.")),
            F::computed::<Option<i64>>("reached", |row| row.reached,
                ("Nått värde: så många av det som `kind` säger, vid senaste uppföljningen.", "Value reached: so many of what `kind` says, when last followed up.")).showing(Shown::Number),
            F::maybe_text("followUp", C::FollowUp, |row| row.follow_up.as_deref(),
                ("Uppföljning: vad som kom av det.", "Follow-up: what came of it.")),
            F::maybe_date("followedUpOn", C::FollowedUpOn, |row| row.followed_up_on,
                ("Uppföljd den.", "Followed up on.")).filtered(),
            F::the::<ProjectObject>("project", C::ProjectId, |target| target.project, about::PROJECT).filtered().by_id(),
            F::many::<EffortObject>("efforts", Family::Column(EffortColumn::TargetId),
                ("Insatser som tjänar målet, inom din räckvidd.", "Efforts that serve the target, within your reach.")),
            F::many::<PrincipleMeasureObject>("principleMeasures", Family::Column(PrincipleMeasureColumn::TargetId),
                ("Åtgärder för de horisontella principerna som tjänar målet.", "Measures for the horizontal principles that serve the target.")),
            F::only_filter::<IntFilter>("value", |f| Ok(f.on(C::Value)), ("Tal.", "Figure.")),
            F::only_order("project", C::ProjectId, ("Projekt: ett projekts rader intill varandra.", "Project: a project's rows beside one another.")),
        ])
    }
}
