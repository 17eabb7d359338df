//! How a workplace is shown.

use graph::{Date, Field, Fields, Object, Table, table};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;
use workplaces::{
    agreed_change::AgreedChangeColumn,
    employee::EmployeeColumn,
    health::HealthAssessmentColumn,
    reflection::ReflectionColumn,
    spread::LearningSpreadColumn,
    workplace::{Workplace, WorkplaceColumn as C},
};

use crate::objects::{
    about, agreed_change::AgreedChangeObject, employee::EmployeeObject, health_assessment::HealthAssessmentObject,
    learning_spread::LearningSpreadObject, organisation::OrganisationObject, reflection::ReflectionObject,
};

pub type WorkplaceObject = Object<WorkplaceFields>;

type F = Field<WorkplaceFields>;

/// The fields of [`Workplace`].
pub struct WorkplaceFields;

impl Fields for WorkplaceFields {
    type Record = Workplace;

    const NAME: &'static str = "Workplace";
    const ABOUT: Label = Label {
        sv: "Arbetsplats: där en organisations anställda arbetar och lär av varandra.",
        en: "Workplace: where an organisation's employees work and learn from one another.",
    };

    const FIRST: &'static [&'static str] =
        &["name", "organisation", "reflections", "agreedChanges", "healthAssessments", "spreads"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(WorkplaceFields, [
            F::text("name", C::Name, |row| &row.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::code("municipality", C::MunicipalityCode, Scheme::Municipality, |row| row.municipality.as_ref(),
                ("Kommun: där arbetsplatsen ligger.", "Municipality: where the workplace lies.")).filtered(),
            F::maybe_int("headcount", C::Headcount, |row| row.headcount,
                ("Antal som arbetar där.", "Headcount: how many work there.")).filtered(),
            F::maybe_date("openedOn", C::OpenedOn, |row| row.opened_on, about::FIRST_DAY).filtered(),
            F::maybe_date("closedOn", C::ClosedOn, |row| row.closed_on,
                ("Sista dag; saknas medan den finns.", "Last day; absent while it runs on.")).filtered(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::many::<ReflectionObject>("reflections", Family::Column(ReflectionColumn::WorkplaceId),
                ("Reflektioner.", "Reflections.")),
            F::many::<AgreedChangeObject>("agreedChanges", Family::Column(AgreedChangeColumn::WorkplaceId),
                ("Överenskomna förändringar.", "Agreed changes.")),
            F::many::<HealthAssessmentObject>("healthAssessments", Family::Column(HealthAssessmentColumn::WorkplaceId),
                ("Skattningar av friskfaktorn.", "Assessments of the health factor.")),
            F::many::<LearningSpreadObject>("spreads", Family::Column(LearningSpreadColumn::WorkplaceId),
                ("Spridning: vad någon har berättat om från kurser och föreläsningar.", "Spread: what someone told of from courses and lectures.")),
            F::changed_since(),
            F::only_filter::<Date>("openOn", |day| Ok(Workplace::open_on(day.0)),
                ("Finns den dagen.", "Exists on that day.")),
            F::where_some::<ReflectionObject>("someReflection", ReflectionColumn::WorkplaceId,
                ("Har någon reflektion som uppfyller detta.", "Has some reflection that fulfils this.")),
            F::where_some::<HealthAssessmentObject>("someHealthAssessment", HealthAssessmentColumn::WorkplaceId,
                ("Har någon skattning som uppfyller detta.", "Has some assessment that fulfils this.")),
            F::many::<EmployeeObject>("employees", Family::Column(EmployeeColumn::WorkplaceId),
                ("Anställda, inom din räckvidd.", "Employees, within your reach.")),
        ])
    }
}
