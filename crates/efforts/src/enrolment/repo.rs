//! How an enrolment is stored.

use access::{Action, Grant};
use kernel::{
    Result,
    id::{OccasionId, ParticipantId},
};
use sea_orm::{QueryTrait, entity::prelude::*};
use store::{Compare, Db, Filter, Reach, Record, id_set, records};

use super::entity::Enrolment;

store::stored! {
    /// Rows of `enrolments`.
    Enrolment as kind::Enrolment in "enrolments" {
        id: String => id,
        version: i32 => version,
        occasion_id: String => occasion,
        effort_id: String => effort,
        hub_id: String => hub,
        council_id: String => council,
        project_id: Option<String> => project,
        provider_id: Option<String> => provider,
        participant_id: String => participant,
        participation_id: Option<String> => participation,
        organisation_id: Option<String> => organisation,
        status: String => status,
        source: String => source,
        applied_on: Date => applied_on,
        started_on: Option<Date> => started_on,
        ended_on: Option<Date> => ended_on,
        minutes: i32 => minutes,
        status_reason: Option<String> => status_reason,
        record_key: i64 => record_key,
        demonstration: bool => demonstration,
    }
}

impl Enrolment {
    /// The person's in the occasion, of which there is one at most.
    pub(super) fn of_person(occasion: OccasionId, person: ParticipantId) -> Filter<Column> {
        Filter::Is(Column::OccasionId, Compare::Eq(occasion.as_str().into()))
            .and(Filter::Is(Column::ParticipantId, Compare::Eq(person.as_str().into())))
    }
}

impl Record for Enrolment {
    const READ: Action = Action::ReadEnrolments;

    /// No council column: councils see protected counts, never rows about people.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            provider: vec![Column::ProviderId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }
}

/// All that match and the grant reaches, however many: what is left out would clash with nothing.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn reached<T: Record>(db: &Db, grant: &Grant, filter: &Filter<store::Column<T>>) -> Result<Vec<T>> {
    let within = Filter::InSet(T::ID, id_set::<T>(grant, filter, T::ID));
    let select = T::Entity::find().filter(within.condition());
    records(&db.all(select.build(db.connection().get_database_backend())).await?)
}
