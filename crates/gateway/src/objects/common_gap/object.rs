//! How common gaps are shown.

use ::statistics::common_gaps::{self, CommonGaps, Within};
use access::{Action, permit};
use async_graphql::{Context, ID, Object, Result};
use graph::{CodeValue, Date, context::caller, maybe_id, refuse};
use taxonomy::{Scheme, stored};

use crate::{app::app, objects::statistics::ProtectedCountObject};

/// What is told of a selection.
pub struct CommonGapsObject(common_gaps::SharedGaps);

/// Gemensamma gap: skills that at least three organisations of the selection lack, without showing whose.
#[Object(name = "CommonGaps")]
impl CommonGapsObject {
    /// Till och med: the last day of the analyses that count, the end of a quarter; absent where nothing has been published yet.
    async fn as_of(&self) -> Option<Date> {
        self.0.as_of.map(Date)
    }

    /// Gapen: those that most organisations share first, within a step by their codes.
    async fn gaps(&self) -> Vec<CommonGapObject> {
        self.0.gaps.iter().cloned().map(CommonGapObject).collect()
    }
}

/// A common gap.
pub struct CommonGapObject(common_gaps::CommonGap);

/// Gemensamt gap: a skill that somebody in these roles lacks at each of the organisations.
#[Object(name = "CommonGap")]
impl CommonGapObject {
    /// Kompetens.
    async fn skill(&self) -> CodeValue {
        CodeValue::new(Scheme::Skill, &self.0.skill)
    }

    /// Roller: an occupation group, SSYK 2012 of three digits, or as the roles were coded where that is wider.
    async fn roles(&self) -> CodeValue {
        CodeValue::new(Scheme::Ssyk2012, &self.0.ssyk)
    }

    /// Organisationer that have it, at least: 3, 5, 10, 20 and so on, and two fewer or less than those whose analyses count.
    async fn organisations(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.organisations)
    }
}

/// Frågor om gemensamma gap.
#[derive(Default)]
pub struct CommonGapQuery;

#[Object]
impl CommonGapQuery {
    /// Gemensamma gap in one of a project, an industry and a region, from analyses that were published before the quarter
    /// under way: for councils and hubs, and of a project for who leads it. Whose a gap is, is not told.
    async fn common_gaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Projekt: of analyses made within it.")] project_id: Option<ID>,
        #[graphql(desc = "Bransch: of organisations of an SNI 2007 division, two digits.")] sni: Option<String>,
        #[graphql(
            desc = "Region: of organisations in it; each municipality counts in the smallest region that holds it."
        )]
        region: Option<String>,
        #[graphql(desc = "De första så här många, 1–500.", default = 50, validator(minimum = 1, maximum = 500))]
        first: i32,
    ) -> Result<CommonGapsObject> {
        let asked = async {
            let request = &caller(ctx).request;
            // Who is told of none is not told what a selection lacks.
            permit(request, Action::ReadCommonGaps)?;
            let project = maybe_id("projectId", project_id.as_ref())?;
            let sni = stored("sni", Scheme::Sni2007, sni.as_deref())?;
            let region = stored("region", Scheme::Region, region.as_deref())?;
            let within = Within::of(project, sni, region)?;
            let first = usize::try_from(first).unwrap_or(1);
            CommonGaps::new(&app(ctx).db).told(request, &within, first).await
        };
        asked.await.map(CommonGapsObject).map_err(|error| refuse(ctx, error))
    }
}
