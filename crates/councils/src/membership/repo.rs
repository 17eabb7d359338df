//! How a seat is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record, stored_enum, stored_id};

use super::entity::{Membership, MembershipStatus, SeatKind, Standing};

store::row! {
    /// One row of `memberships`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "memberships")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        council_id: String,
        organisation_id: String,
        seat: String,
        standing: String,
        status: String,
        mandate_from: Date,
        mandate_to: Option<Date>,
        status_reason: Option<String>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Membership {
    /// The seats held on `day`, whether or not their holder was on leave: [`Membership::held_on`] as a filter.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        use MembershipStatus as S;
        let held = [S::Active, S::OnLeave, S::Ended].map(|status| status.as_str().into());
        Filter::All(vec![
            Filter::Is(Column::Status, Compare::In(held.to_vec())),
            Filter::Is(Column::MandateFrom, Compare::Lte(day.into())),
            Filter::Any(vec![
                Filter::Is(Column::MandateTo, Compare::Absent(true)),
                Filter::Is(Column::MandateTo, Compare::Gte(day.into())),
            ]),
        ])
    }
}

impl Record for Membership {
    type Kind = kind::Membership;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadCouncils;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::MembershipId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn set_version(&mut self, version: i32) {
        self.version = version;
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            version: row.version,
            council: stored_id(&row.council_id)?,
            organisation: stored_id(&row.organisation_id)?,
            seat: stored_enum(&row.seat, SeatKind::parse)?,
            standing: stored_enum(&row.standing, Standing::parse)?,
            status: stored_enum(&row.status, MembershipStatus::parse)?,
            mandate_from: row.mandate_from,
            mandate_to: row.mandate_to,
            status_reason: row.status_reason,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            council_id: self.council.to_string(),
            organisation_id: self.organisation.to_string(),
            seat: self.seat.to_string(),
            standing: self.standing.to_string(),
            status: self.status.to_string(),
            mandate_from: self.mandate_from,
            mandate_to: self.mandate_to,
            status_reason: self.status_reason.clone(),
        }
    }
}
