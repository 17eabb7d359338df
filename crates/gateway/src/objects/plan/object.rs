//! How a development plan is shown.

use graph::{Choice, Date, Field, Fields, Object, ShareFilter, Shown, Table, table};
use kernel::Label;
use store::Family;
use workplaces::{
    plan::{self, DevelopmentPlanColumn as C},
    plan_line::PlanLineColumn,
};

use crate::objects::{
    about, analysis::CompetenceAnalysisObject, organisation::OrganisationObject, plan_line::PlanLineObject,
    project::ProjectObject,
};

pub type DevelopmentPlanStatus = Choice<plan::PlanStatus>;
pub type DevelopmentPlanObject = Object<DevelopmentPlanFields>;

type F = Field<DevelopmentPlanFields>;

/// The fields of [`plan::DevelopmentPlan`].
pub struct DevelopmentPlanFields;

impl Fields for DevelopmentPlanFields {
    type Record = plan::DevelopmentPlan;

    const NAME: &'static str = "DevelopmentPlan";
    const ABOUT: Label = Label {
        sv: "Kompetensutvecklingsplan: vad en arbetsgivare har beslutat att göra åt sina gap, år för år.",
        en: "Development plan: what an employer has decided to do about its gaps, year by year.",
    };
    const TITLE: &'static str = "organisation { id name } validFrom validTo";

    const FIRST: &'static [&'static str] =
        &["organisation", "status", "validFrom", "validTo", "strategicShare", "reviewDueOn", "lines"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(DevelopmentPlanFields, [
            F::date("validFrom", C::ValidFrom, |row| row.valid_from, about::FIRST_DAY).filtered().ordered(),
            F::date("validTo", C::ValidTo, |row| row.valid_to, ("Sista dag.", "Last day.")).filtered().ordered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, plan::TRANSITIONS),
            F::maybe_date("adoptedOn", C::AdoptedOn, |row| row.adopted_on, ("Beslutad den.", "Adopted on.")).filtered(),
            F::maybe_date("reviewedOn", C::ReviewedOn, |row| row.reviewed_on,
                ("Uppföljd den: senast.", "Reviewed on: the latest time.")).filtered().ordered(),
            F::computed::<Option<Date>>("reviewDueOn", |row| row.review_due_on().map(Date),
                ("Ska följas upp senast: ett år efter beslutet eller senaste uppföljningen, medan planen gäller.", "Review due on: a year after it was adopted or last reviewed, while the plan is followed."))
                .looking_at(&[C::Status, C::AdoptedOn, C::ReviewedOn]).showing(Shown::Date),
            F::maybe_date("completedOn", C::CompletedOn, |row| row.completed_on, ("Avslutad den.", "Completed on.")),
            F::int("lineCount", C::Lines, |row| row.lines, ("Antal rader.", "Number of lines.")).filtered().ordered(),
            F::int("strategicLineCount", C::StrategicLines, |row| row.strategic_lines,
                ("Antal rader som är knutna till ett verksamhetsmål.", "Number of lines that are tied to a business goal.")).filtered(),
            F::computed::<Option<f64>>("strategicShare", |row| row.strategic_share(),
                ("Andel rader som är knutna till ett verksamhetsmål: 0–1; saknas utan rader. Strategisk kompetensförsörjning är just den kopplingen.", "Share of lines that are tied to a business goal: 0–1; absent without lines. That tie is what makes competence supply strategic."))
                .looking_at(&[C::Lines, C::StrategicLines]).showing(Shown::Share),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som planen görs inom.", "Project: the one within which it is made.")).filtered().by_id(),
            F::one::<CompetenceAnalysisObject>("analysis", C::AnalysisId, |row| row.analysis,
                ("Kompetensanalys: den vars gap planen svarar mot.", "Competence analysis: the one whose gaps it answers.")).filtered().by_id(),
            F::one::<DevelopmentPlanObject>("supersededBy", C::SupersededById, |row| row.superseded_by,
                ("Planen som ersatte den.", "The plan that superseded it.")),
            F::many::<PlanLineObject>("lines", Family::Column(PlanLineColumn::PlanId),
                ("Rader, inom din räckvidd: arbetsgivarens egna.", "Lines, within your reach: the employer's own.")),
            F::changed_since(),
            F::only_filter::<ShareFilter>("strategicShare", |given| given.on(C::StrategicLines, C::Lines),
                ("Andel rader som är knutna till ett verksamhetsmål: 0–1.", "Share of lines that are tied to a business goal: 0–1.")),
            F::where_some::<PlanLineObject>("someLine", PlanLineColumn::PlanId,
                ("Har någon rad inom din räckvidd som uppfyller detta.", "Has some line within your reach that fulfils this.")),
        ])
    }
}
