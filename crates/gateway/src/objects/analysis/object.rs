//! How a competence analysis is shown.

use graph::{Choice, Field, Fields, Object, Table, table};
use kernel::Label;
use store::Family;
use workplaces::{
    analysis::{self, CompetenceAnalysisColumn as C},
    assessment::SkillAssessmentColumn,
    gap::SkillGapColumn,
    plan::DevelopmentPlanColumn,
    requirement::SkillRequirementColumn,
};

use crate::objects::{
    about, assessment::SkillAssessmentObject, gap::SkillGapObject, organisation::OrganisationObject,
    plan::DevelopmentPlanObject, project::ProjectObject, requirement::SkillRequirementObject, scale::LevelScaleObject,
};

pub type AnalysisStatus = Choice<analysis::AnalysisStatus>;
pub type CompetenceAnalysisObject = Object<CompetenceAnalysisFields>;

type F = Field<CompetenceAnalysisFields>;

/// The fields of [`analysis::CompetenceAnalysis`].
pub struct CompetenceAnalysisFields;

impl Fields for CompetenceAnalysisFields {
    type Record = analysis::CompetenceAnalysis;

    const NAME: &'static str = "CompetenceAnalysis";
    const ABOUT: Label = Label {
        sv: "Kompetensanalys: vad rollerna hos en arbetsgivare kräver, vad de anställda kan, och gapet däremellan.",
        en: "Competence analysis: what the roles at an employer demand, what its people can, and the gap between the two.",
    };

    const FIRST: &'static [&'static str] = &["title", "status", "requirements", "gaps", "plans"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(CompetenceAnalysisFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, analysis::TRANSITIONS),
            F::date("startedOn", C::StartedOn, |row| row.started_on, ("Påbörjad den.", "Started on.")).filtered().ordered(),
            F::maybe_date("managementValidatedOn", C::ManagementValidatedOn, |row| row.management_validated_on,
                ("Validerad av ledningen den.", "Validated by the management on.")).filtered(),
            F::maybe_date("unionValidatedOn", C::UnionValidatedOn, |row| row.union_validated_on,
                ("Validerad av facket den.", "Validated by the union on.")).filtered(),
            F::maybe_date("publishedOn", C::PublishedOn, |row| row.published_on,
                ("Publicerad den.", "Published on.")).filtered().ordered(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som analysen görs inom.", "Project: the one within which it is made.")).filtered().by_id(),
            F::the::<LevelScaleObject>("scale", C::ScaleId, |row| row.scale, ("Nivåskala.", "Level scale.")).by_id(),
            F::one::<CompetenceAnalysisObject>("supersededBy", C::SupersededById, |row| row.superseded_by,
                ("Analysen som ersatte den.", "The analysis that superseded it.")),
            F::many::<SkillRequirementObject>("requirements", Family::Column(SkillRequirementColumn::AnalysisId),
                ("Krav, inom din räckvidd: arbetsgivarens egna.", "Requirements, within your reach: the employer's own.")),
            F::many::<SkillGapObject>("gaps", Family::Column(SkillGapColumn::AnalysisId),
                ("Gap, inom din räckvidd: arbetsgivarens egna.", "Gaps, within your reach: the employer's own.")),
            F::many::<SkillAssessmentObject>("assessments", Family::Column(SkillAssessmentColumn::AnalysisId),
                ("Bedömningar, inom din räckvidd: aldrig ett projekts.", "Assessments, within your reach: never a project's.")),
            F::many::<DevelopmentPlanObject>("plans", Family::Column(DevelopmentPlanColumn::AnalysisId),
                ("Planer som svarar mot analysens gap, inom din räckvidd.", "Plans that answer the analysis's gaps, within your reach.")),
            F::changed_since(),
            F::where_some::<SkillGapObject>("someGap", SkillGapColumn::AnalysisId,
                ("Har något gap inom din räckvidd som uppfyller detta.", "Has some gap within your reach that fulfils this.")),
            F::where_some::<DevelopmentPlanObject>("somePlan", DevelopmentPlanColumn::AnalysisId,
                ("Har någon plan inom din räckvidd som uppfyller detta.", "Has some plan within your reach that fulfils this.")),
        ])
    }
}
