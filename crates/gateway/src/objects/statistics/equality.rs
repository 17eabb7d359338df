//! Equality follow-up beside what it is of.

use std::{collections::HashMap, sync::Arc};

use ::statistics::{
    equality::{Comparison, NotAssessable},
    figures::{Equality, Followed},
};
use async_graphql::{Context, ID, InputType, Object, Result};
use graph::{Choice, Date, Node, context::caller, day, maybe_id, refuse};
use kernel::{Error, id::OrganisationId};
use store::Record;

use super::{count::ProtectedCountObject, tables::learn_beside_followed};
use crate::app::app;

/// An equality follow-up as it is told.
pub struct EqualityFollowUp(Equality);

/// Jämställdhetsuppföljning: women's share of those who took part against that of the workforce. Exact of your own organisation; of
/// others made of the protected counts that stand here, so that it tells no more than they do.
#[Object]
impl EqualityFollowUp {
    /// Kvinnor bland deltagarna.
    async fn women_participants(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.participants.women)
    }

    /// Deltagare: of your own organisation people; of others participations, a person once for each project.
    async fn participants(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.participants.everyone)
    }

    /// Kvinnor i arbetsstyrkan.
    async fn women_employed(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.workforce.women)
    }

    /// Arbetsstyrka: of the organisations whose people take part, by the latest count of each.
    async fn employed(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.workforce.everyone)
    }

    /// Andel kvinnor av deltagarna, 0–1.
    async fn womens_share_of_participants(&self) -> Option<f64> {
        self.0.participants.share()
    }

    /// Andel kvinnor av arbetsstyrkan, 0–1.
    async fn womens_share_of_workforce(&self) -> Option<f64> {
        self.0.workforce.share()
    }

    /// Representationskvot: women's share of the participants over that of the workforce. 1 mirrors it.
    async fn representation_ratio(&self) -> Option<f64> {
        self.compared(|compared| compared.representation_ratio)
    }

    /// Skillnad i procentenheter: women's share of the participants less that of the workforce.
    async fn gap_percentage_points(&self) -> Option<f64> {
        self.compared(|compared| compared.gap_percentage_points)
    }

    /// P-värde, exakt och tvåsidigt: how probable a number of women at least as unlikely is by chance, when the participants are
    /// drawn from the workforce (hypergeometric).
    async fn p_value(&self) -> Option<f64> {
        self.compared(|compared| compared.chance.exact)
    }

    /// Mid-p, tvåsidigt: the same with numbers that are just as likely counted by half, for the exact one is too cautious with few
    /// people.
    async fn mid_p(&self) -> Option<f64> {
        self.compared(|compared| compared.chance.mid)
    }

    /// Skäl till att det inte kan bedömas; absent where it can.
    async fn not_assessable(&self) -> Option<Choice<NotAssessable>> {
        self.0.compared.err().map(Choice)
    }

    /// Räknad den: the day on which your own organisation counted its workforce; of others it is not told.
    async fn counted_on(&self) -> Option<Date> {
        self.0.counted_on.map(Date)
    }

    /// Till och med: the last day of those who took part. Of others the turn of a year.
    async fn as_of(&self) -> Date {
        Date(self.0.as_of)
    }
}

impl EqualityFollowUp {
    fn compared(&self, number: fn(&Comparison) -> f64) -> Option<f64> {
        self.0.compared.as_ref().ok().map(number)
    }
}

/// The argument of that name, as the field was asked with it.
///
/// # Errors
/// It is malformed.
pub fn given<A: InputType>(ctx: &Context<'_>, name: &str) -> Result<Option<A>> {
    let given = ctx.param_value::<Option<A>>(name, None);
    given.map(|(_, given)| given).map_err(|error| async_graphql::Error::new(error.message))
}

/// A row's follow-up, made with its siblings': one statement, of others' records two. `followed` names the siblings, `id` the row.
///
/// # Errors
/// `INVALID` for a day that nobody means and for an id that is no organisation's; `TABLE_BUDGET_SPENT`, `UNAVAILABLE`, `INTERNAL`.
pub async fn equality<T: Record>(
    ctx: &Context<'_>,
    node: &Node<T>,
    followed: fn(&[T]) -> Followed,
    id: fn(&T) -> &str,
) -> Result<EqualityFollowUp> {
    let as_of = day("asOf", given(ctx, "asOf")?).map_err(|error| refuse(ctx, error))?;
    // An organisation's own field has no such argument.
    let employer = given::<ID>(ctx, "organisationId")?;
    let employer: Option<OrganisationId> =
        maybe_id("organisationId", employer.as_ref()).map_err(|error| refuse(ctx, error))?;
    let told = node.shared(ctx, || async {
        let request = &caller(ctx).request;
        app(ctx).statistics.equality(request, &followed(node.siblings()), employer, as_of).await
    });
    let told: Arc<HashMap<String, Equality>> = told.await?;
    let Some(told) = told.get(id(node.row())).cloned() else {
        return Err(refuse(ctx, Error::broken("a follow-up is missing")));
    };
    if told.is_protected() {
        learn_beside_followed(ctx, followed(&[]).dimension(), as_of.map(|_| told.as_of))?;
    }
    Ok(EqualityFollowUp(told))
}
