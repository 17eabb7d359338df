//! How common gaps are shown.

use ::statistics::common_gaps::{self, CommonGaps, Within};
use access::{Action, permit};
use async_graphql::{Context, ID, Object, Result};
use graph::{CodeValue, Date, context::caller, maybe_id, refuse};
use taxonomy::{Scheme, stored};

use crate::{app::app, objects::statistics::ProtectedCountObject};

/// What is told of a selection.
pub struct CommonGapsObject(common_gaps::SharedGaps);

/// Common gaps: skills that at least three organisations of the selection lack, without showing whose.
///
/// Svenska: Gemensamma gap: kompetenser som minst tre organisationer i urvalet saknar, utan att visa vilkas.
#[Object(name = "CommonGaps")]
impl CommonGapsObject {
    /// Until: the last day of the analyses that count, the end of a quarter; absent where nothing has been published
    /// yet.
    ///
    /// Svenska: Till och med: sista dagen för de analyser som räknas, slutet av ett kvartal; saknas där inget har
    /// publicerats än.
    async fn as_of(&self) -> Option<Date> {
        self.0.as_of.map(Date)
    }

    /// The gaps: those that most organisations share first, within a step by their codes.
    ///
    /// Svenska: Gapen: de som flest organisationer delar först, inom ett steg efter sina koder.
    async fn gaps(&self) -> Vec<CommonGapObject> {
        self.0.gaps.iter().cloned().map(CommonGapObject).collect()
    }
}

/// A common gap.
pub struct CommonGapObject(common_gaps::CommonGap);

/// Common gap: a skill that somebody in these roles lacks at each of the organisations.
///
/// Svenska: Gemensamt gap: en kompetens som någon i de här rollerna saknar hos var och en av organisationerna.
#[Object(name = "CommonGap")]
impl CommonGapObject {
    /// Skill.
    ///
    /// Svenska: Kompetens.
    async fn skill(&self) -> CodeValue {
        CodeValue::new(Scheme::Skill, &self.0.skill)
    }

    /// Roles: an occupation group, SSYK 2012 of three digits, or as the roles were coded where that is wider.
    ///
    /// Svenska: Roller: en yrkesgrupp, SSYK 2012 med tre siffror, eller som rollerna kodades där det är bredare.
    async fn roles(&self) -> CodeValue {
        CodeValue::new(Scheme::Ssyk2012, &self.0.ssyk)
    }

    /// Organisations that have it, at least: 3, 5, 10, 20 and so on, and two fewer or less than those whose analyses
    /// count.
    ///
    /// Svenska: Organisationer som har det, minst: 3, 5, 10, 20 och så vidare, och minst två färre än dem vars analyser
    /// räknas.
    async fn organisations(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.organisations)
    }
}

/// Frågor om gemensamma gap.
#[derive(Default)]
pub struct CommonGapQuery;

#[Object]
impl CommonGapQuery {
    /// Common gaps in one of a project, an industry and a region, from analyses that were published before the quarter
    /// under way: for councils and hubs, and of a project for who leads it. Whose a gap is, is not told.
    ///
    /// Svenska: Gemensamma gap i ett av ett projekt, en bransch och en region, ur analyser som publicerats före det
    /// pågående kvartalet: för råd och nav, och i ett projekt för den som leder det. Vems ett gap är visas inte.
    async fn common_gaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Project: of analyses made within it.\n\nSvenska: Projekt: analyser som gjorts inom det.")]
        project_id: Option<ID>,
        #[graphql(
            desc = "Industry: of organisations of an SNI 2007 division, two digits.\n\nSvenska: Bransch: organisationer i en huvudgrupp i SNI 2007, två siffror."
        )]
        sni: Option<String>,
        #[graphql(
            desc = "Region: of organisations in it; each municipality counts in the smallest region that holds it.\n\nSvenska: Region: organisationer i den; varje kommun räknas i den minsta region som rymmer den."
        )]
        region: Option<String>,
        #[graphql(
            desc = "The first so many, 1–500.\n\nSvenska: De första så här många, 1–500.",
            default = 50,
            validator(minimum = 1, maximum = 500)
        )]
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
