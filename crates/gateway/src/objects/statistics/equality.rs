//! Equality follow-up beside what it is of.

use std::{collections::HashMap, sync::Arc};

use ::statistics::{
    equality::{Comparison, NotAssessable},
    figures::{Equality, Followed, Party},
};
use async_graphql::{Context, ID, InputType, Object, Result};
use graph::{Choice, Date, Node, context::caller, day, maybe_id, refuse};
use kernel::{Error, id::OrganisationId};
use store::Record;

use super::{
    count::ProtectedCountObject,
    tables::{learn_beside_followed, learn_beside_parties},
};
use crate::app::app;

/// An equality follow-up as it is told.
pub struct EqualityFollowUp(Equality);

/// Equality follow-up: women's share of those who took part against that of the workforce. Exact of your own
/// organisation; of others made of the protected counts that stand here, so that it tells no more than they do. Of a
/// single organisation in a project it is told to those who answer for the project or its council.
///
/// Svenska: Jämställdhetsuppföljning: kvinnornas andel av dem som deltog mot deras andel av arbetsstyrkan. Exakt för
/// den egna organisationen; för andra gjord av de skyddade antal som står här, så att den inte säger mer än de. För en
/// enskild organisation i ett projekt visas den för dem som svarar för projektet eller dess råd.
#[Object]
impl EqualityFollowUp {
    /// Women among the participants.
    ///
    /// Svenska: Kvinnor bland deltagarna.
    async fn women_participants(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.participants.women)
    }

    /// Participants: of your own organisation people; of others participations, a person once for each project.
    ///
    /// Svenska: Deltagare: i den egna organisationen personer; hos andra deltaganden, en person en gång per projekt.
    async fn participants(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.participants.everyone)
    }

    /// Women in the workforce.
    ///
    /// Svenska: Kvinnor i arbetsstyrkan.
    async fn women_employed(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.workforce.women)
    }

    /// Workforce: of the organisations whose people take part, by the latest count of each.
    ///
    /// Svenska: Arbetsstyrka: hos de organisationer vars anställda deltar, enligt vars och ens senaste räkning.
    async fn employed(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.workforce.everyone)
    }

    /// Women's share of the participants, 0–1.
    ///
    /// Svenska: Andel kvinnor av deltagarna, 0–1.
    async fn womens_share_of_participants(&self) -> Option<f64> {
        self.0.participants.share()
    }

    /// Women's share of the workforce, 0–1.
    ///
    /// Svenska: Andel kvinnor av arbetsstyrkan, 0–1.
    async fn womens_share_of_workforce(&self) -> Option<f64> {
        self.0.workforce.share()
    }

    /// Representation ratio: women's share of the participants over that of the workforce. 1 mirrors it.
    ///
    /// Svenska: Representationskvot: kvinnornas andel av deltagarna genom deras andel av arbetsstyrkan. 1 speglar den.
    async fn representation_ratio(&self) -> Option<f64> {
        self.compared(|compared| compared.representation_ratio)
    }

    /// Difference in percentage points: women's share of the participants less that of the workforce.
    ///
    /// Svenska: Skillnad i procentenheter: kvinnornas andel av deltagarna minus deras andel av arbetsstyrkan.
    async fn gap_percentage_points(&self) -> Option<f64> {
        self.compared(|compared| compared.gap_percentage_points)
    }

    /// P-value, exact and two-sided: how probable a number of women at least as unlikely is by chance, when the
    /// participants are drawn from the workforce (hypergeometric).
    ///
    /// Svenska: P-värde, exakt och tvåsidigt: hur sannolikt ett minst lika osannolikt antal kvinnor är av en slump, när
    /// deltagarna dras ur arbetsstyrkan (hypergeometriskt).
    async fn p_value(&self) -> Option<f64> {
        self.compared(|compared| compared.chance.exact)
    }

    /// Mid-p, two-sided: the same with numbers that are just as likely counted by half, for the exact one is too
    /// cautious with few people.
    ///
    /// Svenska: Mid-p, tvåsidigt: detsamma, men tal som är lika sannolika räknas till hälften, för det exakta är för
    /// försiktigt med få personer.
    async fn mid_p(&self) -> Option<f64> {
        self.compared(|compared| compared.chance.mid)
    }

    /// Reason why it cannot be judged; absent where it can.
    ///
    /// Svenska: Skäl till att det inte kan bedömas; saknas där det kan det.
    async fn not_assessable(&self) -> Option<Choice<NotAssessable>> {
        self.0.compared.err().map(Choice)
    }

    /// Counted on: the day on which your own organisation counted its workforce; of others it is not told.
    ///
    /// Svenska: Räknad den: dagen då den egna organisationen räknade sin arbetsstyrka; för andra visas den inte.
    async fn counted_on(&self) -> Option<Date> {
        self.0.counted_on.map(Date)
    }

    /// Until: the last day of those who took part. Of others the turn of a year.
    ///
    /// Svenska: Till och med: sista dagen för dem som deltog. För andra ett årsskifte.
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
        let as_of = as_of.map(|_| told.as_of);
        match employer {
            Some(_) => learn_beside_parties(ctx, as_of)?,
            None => learn_beside_followed(ctx, followed(&[]).dimension(), as_of)?,
        }
    }
    Ok(EqualityFollowUp(told))
}

/// A partner's follow-up, made with its siblings'.
///
/// # Errors
/// As [`equality`].
pub async fn equality_of_party<T: Record>(
    ctx: &Context<'_>,
    node: &Node<T>,
    party: fn(&T) -> Party,
) -> Result<EqualityFollowUp> {
    let as_of = day("asOf", given(ctx, "asOf")?).map_err(|error| refuse(ctx, error))?;
    let told = node.shared(ctx, || async {
        let parties: Vec<Party> = node.siblings().iter().map(party).collect();
        app(ctx).statistics.equality_of_parties(&caller(ctx).request, &parties, as_of).await
    });
    let told: Arc<HashMap<Party, Equality>> = told.await?;
    let Some(told) = told.get(&party(node.row())).cloned() else {
        return Err(refuse(ctx, Error::broken("a follow-up is missing")));
    };
    if told.is_protected() {
        learn_beside_parties(ctx, as_of.map(|_| told.as_of))?;
    }
    Ok(EqualityFollowUp(told))
}
