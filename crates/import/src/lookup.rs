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
    id::{OccasionId, OrganisationId, ProjectId},
};
use participants::Participation;
use store::{Compare, Filter, Query};

use super::{
    cells::Cells,
    kind::{NumberOf, PERSONAL_NUMBER},
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
        let named = rows.iter().flat_map(Cells::filled).filter(|(column, _)| {
            column.number == Some(NumberOf::Organisation) && matches!(column.field.kind, FieldKind::Reference(_))
        });
        let numbers = named.filter_map(|(_, text)| OrganisationNumber::parse(text).ok());
        lookup.organisations(app, request, unique(numbers)).await?;
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
