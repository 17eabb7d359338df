//! How an effort is stored.

use access::Action;
use kernel::{
    Id, Kind, Path, Result, Timestamp,
    id::{EffortId, kind},
    text::sort_key,
};
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*};
use store::{Db, Reach, Record, changed_since, fault};

use super::{
    command::EffortCodes,
    eligibility::Eligibility,
    entity::{Effort, EffortStatus},
};

store::stored! {
    /// Rows of `efforts`.
    Effort as kind::Effort in "efforts" {
        id: String => id,
        version: i32 => version,
        hub_id: String => hub,
        council_id: String => council,
        project_id: Option<String> => project,
        provider_id: Option<String> => provider,
        title: String => title,
        title_key: String = |effort| sort_key(&effort.title),
        description: Option<String> => description,
        kind: String => kind,
        status: String => status,
        delivery: String => delivery,
        target_group: String => target_group,
        codes: EffortCodes {
            skill_code: Option<String> => skill,
            ssyk_code: Option<String> => ssyk,
            sni_code: Option<String> => sni,
            sun_field_code: Option<String> => sun_field,
        },
        hours: i32 => hours,
        reusable: bool => reusable,
        accessibility: Option<String> => accessibility,
        evidence: Option<String> => evidence,
        target_id: Option<String> => target,
        path: Option<String> => path,
        budget_minor: Option<i64> => budget,
        budget_line: Option<String> => budget_line,
        goals: Option<String> => goals,
        referred_to_id: Option<String> => referred_to,
        referral: Option<String> => referral,
        referred_on: Option<Date> => referred_on,
        eligibility: Eligibility {
            open_to_all: bool => open_to_all,
            eligible_situations: String => situations,
            eligible_occupations: String => occupations,
            eligible_counties: String => counties,
            parties_only: bool => parties_only,
        },
        follow_up_waiver: Option<String> => follow_up_waiver,
        template_id: Option<String> => template,
        status_reason: Option<String> => status_reason,
        demonstration: bool => demonstration,
        created_at: i64 => created_at,
    }
}

impl Record for Effort {
    const READ: Action = Action::ReadEfforts;

    /// The catalogue is public from the day an effort is scheduled.
    fn reach() -> Reach<Column> {
        Reach {
            provider: vec![Column::ProviderId],
            provided: Some(is_no_bidders()),
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(Condition::all().add(Column::Status.is_in(public()))),
            ..Reach::default()
        }
    }
}

/// The efforts that whoever is to give them may read before everyone may: what one that is procured may cost is told to no bidder, so
/// that it is nobody's but the buyer's until all that is procured for it is awarded. As [`Effort::awaits`] has it, in the database: the
/// two tables of procurements are read as they are stored.
fn is_no_bidders() -> Condition {
    let procured = |those: &str| {
        format!(
            "EXISTS (SELECT 1 FROM procured_efforts l JOIN procurements p ON p.id = l.procurement_id \
             WHERE l.effort_id = efforts.id AND {those})"
        )
    };
    let awaited = procured("p.status <> 'CANCELLED' AND (p.disclosed_on IS NULL OR p.status = 'EVALUATION')");
    let awarded = procured("p.status NOT IN ('CANCELLED', 'EVALUATION') AND p.disclosed_on IS NOT NULL");
    let is_sourced = Condition::any()
        .add(Column::Path.is_null())
        .add(Column::Path.ne(Path::Procure.as_str()))
        .add(Expr::cust(awarded));
    let is_settled = Condition::all().add(Expr::cust(format!("NOT {awaited}"))).add(is_sourced);
    Condition::any().add(Column::Status.is_in(public())).add(is_settled)
}

/// As they are stored.
fn public() -> [&'static str; 6] {
    EffortStatus::PUBLIC.map(EffortStatus::as_str)
}

/// The efforts that were everyone's and are no longer, of those that were changed at `since` or later, but at most so many.
///
/// A reading without a grant: whoever keeps a copy of what was everyone's is told what to take out of it, and of such an
/// effort no more than the id under which it was published.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn withdrawn(db: &Db, since: Timestamp, most: u32) -> Result<Vec<EffortId>> {
    let (prefix, states) = (kind::Effort::PREFIX, public().map(|status| format!("'{status}'")).join(", "));
    let left = format!(
        "EXISTS (SELECT 1 FROM audit_entries a WHERE a.subject = '{prefix}_' || efforts.id AND a.from_state IN ({states}))"
    );
    let select = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Status.is_not_in(public()))
        .filter(changed_since::<Effort>(since).condition())
        .filter(Expr::cust(left))
        .order_by_asc(Column::Id)
        .limit(u64::from(most));
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    rows.iter().map(|row| Id::from_stored(&row.try_get_by_index::<String>(0).map_err(fault)?)).collect()
}
