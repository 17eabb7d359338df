//! How an assessment of the health factor is shown.

use graph::{Field, Fields, Object, Shown, Table, table};
use kernel::Label;
use workplaces::health::{HealthAssessment, HealthAssessmentColumn as C};

use crate::objects::{
    about, health_factor::HealthFactorObject, organisation::OrganisationObject, workplace::WorkplaceObject,
};

pub type HealthAssessmentObject = Object<HealthAssessmentFields>;

type F = Field<HealthAssessmentFields>;

/// The fields of [`HealthAssessment`].
pub struct HealthAssessmentFields;

impl Fields for HealthAssessmentFields {
    type Record = HealthAssessment;

    const NAME: &'static str = "HealthAssessment";
    const ABOUT: Label = Label {
        sv: "Skattning av friskfaktor: vad en arbetsplats själv säger att den ger plats för, en dag.",
        en: "Health factor assessment: what a workplace itself says it has room for, on a day.",
    };
    const TITLE: &'static str = "workplace { id name } assessedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(HealthAssessmentFields, [
            F::date("assessedOn", C::AssessedOn, |row| row.assessed_on, ("Skattad den.", "Assessed on.")).filtered().ordered(),
            F::choice("hasForum", C::HasForum, |row| row.has_forum,
                ("Forum: det finns plats på möten.", "Forum: there is room on meetings.")).filtered(),
            F::choice("hasTime", C::HasTime, |row| row.has_time,
                ("Tid: det finns tid att lära och reflektera.", "Time: there is time to learn and reflect.")).filtered(),
            F::choice("sharesAfterCourses", C::SharesAfterCourses, |row| row.shares_after_courses,
                ("Delar: den som varit på kurs eller föreläsning berättar.", "Sharing: who has been at a course or a lecture tells of it.")).filtered(),
            F::choice("mayChangeRole", C::MayChangeRole, |row| row.may_change_role,
                ("Byte: det går att byta roll och arbetsuppgifter.", "Change: people may change role and tasks.")).filtered(),
            F::choice("evaluatesWaysOfWorking", C::EvaluatesWaysOfWorking, |row| row.evaluates_ways_of_working,
                ("Utvärdering: arbetssätten utvärderas hela tiden.", "Evaluation: ways of working are evaluated continually.")).filtered(),
            F::computed::<f64>("index", |row| row.index(),
                ("Index: hur mycket som finns av de fem, 0–1, där delvis är hälften. Det visar åt vilket håll en arbetsplats går, inte vilken som är bäst.", "Index: how much there is of the five, 0–1, partly being half. It tells which way a workplace goes, not which is best."))
                .looking_at(&[C::HasForum, C::HasTime, C::SharesAfterCourses, C::MayChangeRole, C::EvaluatesWaysOfWorking]).showing(Shown::Share),
            F::the::<HealthFactorObject>("factor", C::FactorId, |row| row.factor,
                ("Friskfaktor: den som skattas.", "Health factor: the one that is assessed.")).filtered().by_id(),
            F::one::<WorkplaceObject>("workplace", C::WorkplaceId, |row| Some(row.workplace),
                ("Arbetsplats.", "Workplace.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
        ])
    }
}
