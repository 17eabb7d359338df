//! What the rows refer to by something else than an id, asked for all rows at once and within the caller's reach.

use std::{collections::HashMap, sync::Arc};

use access::Request;
use chrono::NaiveDate;
use councils::organisation::OrganisationColumn;
use efforts::enrolment::Enrol;
use gateway::App;
use kernel::{
    OrganisationNumber, PersonalIdentity, Result,
    command::Kind as FieldKind,
    id::{CompetenceAnalysisId, EmployeeId, OccasionId, OrganisationId, ProjectId},
};
use participants::Participation;
use store::{Compare, Filter, Query};
use workplaces::employee::EmployeeColumn;

use super::{
    cells::Cells,
    kind::{NumberOf, PERSONAL_NUMBER},
    numbers,
};

const PER_SELECT: usize = 500;

/// What was found.
#[derive(Default)]
pub struct Lookup {
    /// By the organisation number's stored form.
    organisations: HashMap<String, OrganisationId>,
    /// By the personal number's one form. Held in memory only.
    people: HashMap<String, Vec<Participation>>,
    occasions: HashMap<OccasionId, Option<ProjectId>>,
    /// By the staff number, those who have it, each at her employer.
    employees: HashMap<String, Vec<(OrganisationId, EmployeeId)>>,
    /// The employer that each analysis is of.
    analyses: HashMap<CompetenceAnalysisId, OrganisationId>,
    /// The day of the import.
    pub today: NaiveDate,
}

impl Lookup {
    /// For every row of a file.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn of(app: &App, request: &Arc<Request>, rows: &[Cells<'_>]) -> Result<Self> {
        let today = app.db.clock().today();
        let mut lookup = Self { today, ..Self::default() };
        let named = |of: NumberOf| {
            let cells = rows.iter().flat_map(Cells::filled).filter(move |(column, _)| {
                column.number == Some(of) && matches!(column.field.kind, FieldKind::Reference(_))
            });
            cells.map(|(_, text)| text)
        };
        let numbers = named(NumberOf::Organisation).filter_map(|text| OrganisationNumber::parse(text).ok());
        lookup.organisations(app, request, unique(numbers)).await?;
        let numbers = named(NumberOf::Employee).filter(|text| EmployeeId::parse(text).is_none());
        lookup.employees(app, request, unique(numbers.filter_map(|text| numbers::reference(text).ok()))).await?;
        if !lookup.employees.is_empty() {
            let analyses = rows.iter().filter_map(|cells| CompetenceAnalysisId::parse(cells.text("analysisId")?));
            for chunk in unique(analyses).chunks(PER_SELECT) {
                let found = app.competence_analyses.read().by_ids(request, chunk).await?;
                lookup.analyses.extend(found.into_iter().map(|analysis| (analysis.id, analysis.organisation)));
            }
        }
        let people = rows.iter().filter_map(|cells| cells.text(PERSONAL_NUMBER));
        let mut people: Vec<_> = people.filter_map(|text| PersonalIdentity::parse(text, today).ok()).collect();
        people.sort_unstable_by(|a, b| a.canonical().cmp(b.canonical()));
        people.dedup();
        let found = app.participations.of_identities(request, &people).await?;
        lookup.people = people.iter().map(|person| person.canonical().to_owned()).zip(found).collect();
        let occasions = rows.iter().filter_map(|cells| OccasionId::parse(cells.text("occasionId")?));
        for chunk in unique(occasions).chunks(PER_SELECT) {
            let found = app.occasions.read().by_ids(request, chunk).await?;
            lookup.occasions.extend(found.into_iter().map(|occasion| (occasion.id, occasion.project)));
        }
        Ok(lookup)
    }

    async fn organisations(
        &mut self,
        app: &App,
        request: &Arc<Request>,
        numbers: Vec<OrganisationNumber>,
    ) -> Result<()> {
        for chunk in numbers.chunks(PER_SELECT) {
            let asked = chunk.iter().map(|number| number.as_str().into()).collect();
            let query =
                Query::first(PER_SELECT as u32).filter(Filter::Is(OrganisationColumn::Number, Compare::In(asked)));
            for organisation in app.organisations.read().page(request, &query).await?.rows {
                // A sole trader's number is a person's: who may not read it may not search by it.
                let told = organisation.number_for(request);
                if let Some(number) = organisation.number.filter(|number| told == Some(number.formatted())) {
                    self.organisations.insert(number.as_str().to_owned(), organisation.id);
                }
            }
        }
        Ok(())
    }

    /// Those within the reach who have one of these staff numbers: several employers may give the same, so that a chunk may fill more
    /// than a page.
    async fn employees(&mut self, app: &App, request: &Arc<Request>, numbers: Vec<String>) -> Result<()> {
        for chunk in numbers.chunks(PER_SELECT) {
            let asked = chunk.iter().map(|number| number.as_str().into()).collect();
            let those = Filter::Is(EmployeeColumn::Reference, Compare::In(asked));
            let mut last: Option<EmployeeId> = None;
            loop {
                let rest = match &last {
                    Some(last) => those.clone().and(Filter::Is(EmployeeColumn::Id, Compare::Gt(last.as_str().into()))),
                    None => those.clone(),
                };
                let found =
                    app.employees.read().page(request, &Query::first(PER_SELECT as u32).filter(rest)).await?.rows;
                let is_last = found.len() < PER_SELECT;
                last = found.last().map(|employee| employee.id);
                for employee in found {
                    let own = self.employees.entry(employee.reference).or_default();
                    own.push((employee.organisation, employee.id));
                }
                if is_last {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The employee with this staff number, at the employer that the analysis is of; the only one within the reach where the analysis is
    /// not reached.
    pub fn employee(&self, analysis: Option<CompetenceAnalysisId>, number: &str) -> Option<EmployeeId> {
        let found = self.employees.get(number)?;
        let employer = analysis.and_then(|analysis| self.analyses.get(&analysis));
        match (employer, &found[..]) {
            (Some(employer), _) => found.iter().find(|(of, _)| of == employer).map(|(_, id)| *id),
            (None, [(_, only)]) => Some(*only),
            (None, _) => None,
        }
    }

    /// The organisation with this number in its stored form.
    pub fn organisation(&self, number: &str) -> Option<OrganisationId> {
        self.organisations.get(number).copied()
    }

    /// Whether someone within the caller's reach has this number.
    pub fn reaches(&self, number: &str) -> bool {
        self.people.get(number).is_some_and(|reached| !reached.is_empty())
    }

    /// The enrolment of the person with this number. A project's occasion takes the participation in that project, any other
    /// the only one there is; failing both, the person is enrolled as herself and the effort's own rules decide.
    pub fn enrol(&self, number: &str, enrol: Enrol) -> Enrol {
        let reached = self.people.get(number).map_or(&[][..], Vec::as_slice);
        let project = self.occasions.get(&enrol.occasion).copied().flatten();
        let fitting = reached.iter().find(|one| project.is_some_and(|project| one.project == project));
        let fitting = fitting.or(reached.first().filter(|_| reached.len() == 1));
        let person = reached.first().filter(|_| fitting.is_none());
        Enrol { participation: fitting.map(|one| one.id), participant: person.map(|one| one.participant), ..enrol }
    }
}

fn unique<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
