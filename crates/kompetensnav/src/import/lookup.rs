//! What the rows refer to by something else than an id, asked for all rows at once and within the caller's reach.

use std::{collections::HashMap, sync::Arc};

use access::Request;
use chrono::NaiveDate;
use councils::organisation::OrganisationColumn;
use gateway::App;
use kernel::{
    OrganisationNumber, PersonalIdentity, Result,
    error::rules as common,
    id::{OccasionId, OrganisationId, ProjectId},
};
use participants::Participation;
use store::{Compare, Filter, Query};

use super::{
    cells::{Cells, lost_digits},
    rules::{self, Refusal},
};

const PER_SELECT: usize = 500;

/// What was found.
#[derive(Default)]
pub struct Lookup {
    organisations: HashMap<OrganisationNumber, OrganisationId>,
    /// By the personal number's one form. Held in memory only.
    people: HashMap<String, Vec<Participation>>,
    occasions: HashMap<OccasionId, Option<ProjectId>>,
    today: NaiveDate,
}

impl Lookup {
    /// For every row of a file.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn of(app: &App, request: &Arc<Request>, rows: &[Cells<'_>]) -> Result<Self> {
        let today = app.db.clock().today();
        let mut lookup = Self { today, ..Self::default() };
        let numbers = rows.iter().filter_map(|cells| OrganisationNumber::parse(cells.text("organisationId")?).ok());
        lookup.organisations(app, request, unique(numbers)).await?;
        let people = rows.iter().filter_map(|cells| PersonalIdentity::parse(cells.text("personalNumber")?, today).ok());
        let mut people: Vec<_> = people.collect();
        people.sort_unstable_by(|a, b| a.canonical().cmp(b.canonical()));
        people.dedup();
        let found = app.participations.of_identities(request, &people).await?;
        lookup.people = people.iter().map(|person| person.canonical().to_owned()).zip(found).collect();
        let occasions = rows.iter().filter_map(|cells| cells.id("occasionId").ok().flatten());
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
                    self.organisations.insert(number, organisation.id);
                }
            }
        }
        Ok(())
    }

    /// The organisation that a row names by id or number.
    ///
    /// # Errors
    /// When it is unknown, or neither.
    pub fn organisation(&self, cells: &Cells<'_>) -> Result<Option<OrganisationId>, Refusal> {
        const FIELD: &str = "organisationId";
        let Some(text) = cells.text(FIELD) else { return Ok(None) };
        if let Some(id) = OrganisationId::parse(text) {
            return Ok(Some(id));
        }
        let number = OrganisationNumber::parse(text).map_err(|_| {
            let made = lost_digits(text);
            Refusal::field(
                FIELD,
                if made { rules::CELL_WAS_MADE_A_NUMBER } else { common::ORGANISATION_NUMBER_IS_WRONG },
            )
        })?;
        let found = self.organisations.get(&number).copied();
        found.map(Some).ok_or_else(|| Refusal::field(FIELD, common::REFERENCE_IS_UNKNOWN))
    }

    /// The participations, within the caller's reach, of the person whom a row names by personal number.
    ///
    /// # Errors
    /// When the number is wrong, or the caller reaches nobody with it.
    pub fn person(&self, cells: &Cells<'_>) -> Result<Option<&[Participation]>, Refusal> {
        const FIELD: &str = "personalNumber";
        let Some(text) = cells.text(FIELD) else { return Ok(None) };
        let identity = PersonalIdentity::parse(text, self.today).map_err(|_| {
            let made = lost_digits(text);
            Refusal::field(FIELD, if made { rules::CELL_WAS_MADE_A_NUMBER } else { common::PERSONAL_NUMBER_IS_WRONG })
        })?;
        let found = self.people.get(identity.canonical()).map_or(&[][..], Vec::as_slice);
        if found.is_empty() {
            return Err(Refusal::field(FIELD, common::REFERENCE_IS_UNKNOWN));
        }
        Ok(Some(found))
    }

    /// The project that pays for an occasion; `None` when no project does or the occasion is unknown.
    pub fn project(&self, occasion: OccasionId) -> Option<ProjectId> {
        self.occasions.get(&occasion).copied().flatten()
    }
}

fn unique<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
