//! How an access token is stored.

use access::{Action, Role};
use chrono::NaiveDate;
use kernel::{
    Result,
    id::{AccessTokenId, kind},
};
use sea_orm::{Condition, QueryTrait, entity::prelude::*};
use store::{Compare, Db, Filter, Reach, Record, instant, micros, stored_enum, stored_id};

use super::{entity::AccessToken, secret::SecretHash};
use crate::owner::Owner;

store::row! {
    /// One row of `access_tokens`.
    #[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "access_tokens")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        organisation_id: Option<String>,
        council_id: Option<String>,
        hub_id: Option<String>,
        project_id: Option<String>,
        issuer: String,
        subject: String,
        role_assignment_id: String,
        role: String,
        purpose: String,
        questions: String,
        secret_hash: String,
        created_at: i64,
        expires_on: Date,
        last_used_on: Option<Date>,
        revoked_at: Option<i64>,
        revoked_reason: Option<String>,
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("access_tokens::Model").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The token with this hash.
///
/// A reading without a grant, as that of the roles held: what is presented is what a grant will be made from. It answers
/// about one secret's own row and is called by the presentation only.
pub(super) async fn with_hash(db: &Db, hash: &SecretHash) -> Result<Option<AccessToken>> {
    let select = Entity::find().filter(Column::SecretHash.eq(hash.as_str()));
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    Ok(store::records(&rows)?.pop())
}

/// Notes a use, by the day.
///
/// A writing without a transaction's trail, as that of the read log: a use is no change, so the version stands, and whoever
/// would revoke a token is not held up by its being used.
pub(super) async fn note_use(db: &Db, id: AccessTokenId, day: NaiveDate) -> Result<()> {
    let before = Condition::any().add(Column::LastUsedOn.is_null()).add(Column::LastUsedOn.lt(day));
    let update = Entity::update_many()
        .col_expr(Column::LastUsedOn, Expr::value(day))
        .filter(Column::Id.eq(id.as_str()))
        .filter(before);
    update.exec(db.connection()).await.map(|_| ()).map_err(store::fault)
}

impl AccessToken {
    /// Those revoked, or those not.
    pub fn revoked(revoked: bool) -> Filter<Column> {
        Filter::Is(Column::RevokedAt, Compare::Absent(!revoked))
    }
}

impl Record for AccessToken {
    type Kind = kind::AccessToken;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadAccessTokens;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);
    const NEEDED: &'static [Column] = &[Column::OrganisationId, Column::CouncilId, Column::HubId, Column::ProjectId];

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            ..Reach::default()
        }
    }

    fn id(&self) -> AccessTokenId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn set_version(&mut self, version: i32) {
        self.version = version;
    }

    fn from_model(row: Model) -> Result<Self> {
        let owner = Owner::stored(
            row.organisation_id.as_deref(),
            row.council_id.as_deref(),
            row.hub_id.as_deref(),
            row.project_id.as_deref(),
        )?;
        Ok(Self {
            id: stored_id(&row.id)?,
            version: row.version,
            owner,
            issuer: row.issuer,
            subject: row.subject,
            assignment: stored_id(&row.role_assignment_id)?,
            role: stored_enum(&row.role, Role::parse)?,
            purpose: row.purpose,
            questions: row.questions.split(' ').map(str::to_owned).collect(),
            hash: SecretHash::stored(row.secret_hash),
            created_at: instant(row.created_at)?,
            expires_on: row.expires_on,
            last_used_on: row.last_used_on,
            revoked_at: row.revoked_at.map(instant).transpose()?,
            revoked_reason: row.revoked_reason,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            organisation_id: self.owner.organisation().map(|id| id.to_string()),
            council_id: self.owner.council().map(|id| id.to_string()),
            hub_id: self.owner.hub().map(|id| id.to_string()),
            project_id: self.owner.project().map(|id| id.to_string()),
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            role_assignment_id: self.assignment.to_string(),
            role: self.role.to_string(),
            purpose: self.purpose.clone(),
            questions: self.questions.join(" "),
            secret_hash: self.hash.as_str().to_owned(),
            created_at: micros(self.created_at),
            expires_on: self.expires_on,
            last_used_on: self.last_used_on,
            revoked_at: self.revoked_at.map(micros),
            revoked_reason: self.revoked_reason.clone(),
        }
    }
}
