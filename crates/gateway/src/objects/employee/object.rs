//! How an employee is shown.

use async_graphql::ID;
use graph::{Field, Fields, IdFilter, Object, Table, table};
use kernel::{Label, id::kind};
use store::Family;
use taxonomy::Scheme;
use workplaces::{
    assessment::SkillAssessmentColumn,
    employee::{self, EmployeeColumn as C},
};

use super::assessable::{AssessableAnalysis, assessable};
use crate::objects::{
    about, assessment::SkillAssessmentObject, organisation::OrganisationObject, workplace::WorkplaceObject,
};

pub type EmployeeObject = Object<EmployeeFields>;

type F = Field<EmployeeFields>;

/// The fields of [`employee::Employee`].
pub struct EmployeeFields;

impl Fields for EmployeeFields {
    type Record = employee::Employee;

    const NAME: &'static str = "Employee";
    const ABOUT: Label = Label {
        sv: "Anställd: ett anställningsnummer hos arbetsgivaren, som nivåer bedöms för. Utan namn och personnummer.",
        en: "Employee: a staff number at the employer, for which levels are assessed. Without name and personal identity number.",
    };
    const TITLE: &'static str = "reference";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(EmployeeFields, [
            F::key("reference", C::Reference, |row| &row.reference,
                ("Anställningsnummer: arbetsgivarens eget.", "Staff number: the employer's own.")).filtered().ordered(),
            F::code("ssyk", C::SsykCode, Scheme::Ssyk2012, |row| Some(&row.ssyk), ("Roll: SSYK 2012.", "Role: SSYK 2012.")).filtered(),
            F::date("employedFrom", C::EmployedFrom, |row| row.employed_from, ("Anställd från.", "Employed from.")).filtered().ordered(),
            F::maybe_date("employedTo", C::EmployedTo, |row| row.employed_to,
                ("Anställd till; saknas medan anställningen pågår.", "Employed to; absent while the employment runs on.")).filtered(),
            F::computed::<Option<ID>>("participantId", |row| row.participant.map(|person| person.public().into()),
                ("Person: den anställda som deltagare, där hon är det.", "Person: the employee as a participant, where she is one.")).looking_at(&[C::ParticipantId]),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::one::<WorkplaceObject>("workplace", C::WorkplaceId, |row| row.workplace,
                ("Arbetsplats: inom din räckvidd.", "Workplace: within your reach.")).filtered().by_id(),
            F::many::<SkillAssessmentObject>("assessments", Family::Column(SkillAssessmentColumn::EmployeeId),
                ("Bedömningar, inom din räckvidd.", "Assessments, within your reach.")),
            F::resolved::<Vec<AssessableAnalysis>>("assessableAnalyses",
                ("Analyser att bedöma i: arbetsgivarens som samlar in nivåer nu, medan anställningen pågår.", "Analyses to assess in: the employer's that collect levels now, while the employment runs on."), |node, ctx| Box::pin(assessable(ctx, node))).looking_at(&[C::OrganisationId, C::SsykCode, C::EmployedFrom, C::EmployedTo]),
            F::changed_since(),
            F::only_filter::<IdFilter>("participantId", |f| f.on::<_, kind::Participant>(C::ParticipantId),
                ("Person.", "Person.")),
            F::where_some::<SkillAssessmentObject>("someAssessment", SkillAssessmentColumn::EmployeeId,
                ("Har någon bedömning inom din räckvidd som uppfyller detta.", "Has some assessment within your reach that fulfils this.")),
        ])
    }
}
