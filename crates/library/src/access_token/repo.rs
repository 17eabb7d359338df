//! How an access token is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, Stored, id::AccessTokenId};
use sea_orm::{Condition, QueryTrait, entity::prelude::*};
use store::{Compare, Db, Filter, Reach, Record};

use super::{entity::AccessToken, secret::SecretHash};
use crate::owner::Owner;

store::stored! {
    /// Rows of `access_tokens`.
    AccessToken as kind::AccessToken in "access_tokens" {
        id: String => id,
        version: i32 => version,
        owner = |cells| { Owner::read(cells)? } {
            organisation_id: Option<String> = |token| token.owner.organisation().to_value(),
            council_id: Option<String> = |token| token.owner.council().to_value(),
            hub_id: Option<String> = |token| token.owner.hub().to_value(),
            project_id: Option<String> = |token| token.owner.project().to_value(),
        },
        issuer: String => issuer,
        subject: String => subject,
        role_assignment_id: String => assignment,
        role: String => role,
        purpose: String => purpose,
        questions = |cells| { cells.take::<&str>()?.split(' ').map(str::to_owned).collect() } {
            questions: String = |token| token.questions.join(" "),
        },
        hash = |cells| { SecretHash::stored(cells.take()?) } {
            secret_hash: String = |token| token.hash.as_str().to_owned(),
        },
        created_at: i64 => created_at,
        expires_on: Date => expires_on,
        last_used_on: Option<Date> => last_used_on,
        revoked_at: Option<i64> => revoked_at,
        revoked_reason: Option<String> => revoked_reason,
    }
}

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
    const READ: Action = Action::ReadAccessTokens;
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
}
