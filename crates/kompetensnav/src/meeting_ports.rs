//! What councils' meetings ask of other domains, and these of them.

use std::sync::Arc;

use access::Request;
use competence_hub::{Hub, hub::HubColumn};
use councils::{
    Body, Council,
    council::CouncilColumn,
    meeting::{
        decision::Basis,
        port::{EndorsementDirectory, SubjectDirectory},
    },
};
use efforts::Effort;
use futures_util::future::BoxFuture;
use industry_councils::{
    ActionPlan, Endorsement, IndustryCouncil, Need,
    decision::{Decided, DecisionDirectory},
    industry_council::IndustryCouncilColumn,
};
use kernel::{
    Result,
    id::{CouncilDecisionId, CouncilId, EffortId, NeedId},
};
use store::{Compare, Db, Filter, RecordReader, Tx};

/// Needs and efforts, for agendas: within the asking caller's reach.
pub(crate) struct Subjects(pub(crate) Db);

impl SubjectDirectory for Subjects {
    fn council_of_need<'a>(&'a self, request: &'a Arc<Request>, id: NeedId) -> BoxFuture<'a, Result<CouncilId>> {
        Box::pin(async move { Ok(RecordReader::<Need>::new(&self.0).one(request, id).await?.council) })
    }

    fn effort<'a>(&'a self, request: &'a Arc<Request>, id: EffortId) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { RecordReader::<Effort>::new(&self.0).one(request, id).await.map(drop) })
    }
}

/// Decisions of meetings, for what rests on them: within the asking caller's reach.
pub(crate) struct Decisions;

impl DecisionDirectory for Decisions {
    fn decision<'a>(&'a self, tx: &'a mut Tx, id: CouncilDecisionId) -> BoxFuture<'a, Result<Decided>> {
        Box::pin(async move {
            let basis = Basis::within_reach(tx, id).await?;
            Ok(Decided {
                council: basis.decision.council,
                industry_council: basis.decision.industry_council,
                is_adopted: basis.decision.status.is_adopted(),
                endorses: basis.decision.endorses,
                decided_on: basis.decided_on(),
                reference: basis.reference(),
            })
        })
    }
}

impl competence_hub::DecisionDirectory for Decisions {
    fn decision<'a>(
        &'a self,
        tx: &'a mut Tx,
        id: CouncilDecisionId,
        council: CouncilId,
    ) -> BoxFuture<'a, Result<competence_hub::Decided>> {
        Box::pin(async move {
            let by = Body { council, industry_council: None };
            let basis = Basis::of(tx, id, by).await?;
            let (is_its_own, is_over) = (basis.is_of(by), basis.is_over());
            Ok(competence_hub::Decided { is_its_own, is_over, decided_on: basis.decided_on() })
        })
    }
}

/// Endorsements, plans and acts, for decisions that they rest on.
pub(crate) struct Backing;

impl EndorsementDirectory for Backing {
    fn endorsed_by<'a>(&'a self, tx: &'a mut Tx, decision: CouncilDecisionId) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let valid = tx.matching::<Endorsement>(Endorsement::valid_by(decision)).await?;
            let Some(endorsement) = valid.first() else { return Ok(None) };
            Ok(Some(tx.load::<Need>(endorsement.need).await?.title))
        })
    }

    fn plan_in_force_by<'a>(
        &'a self,
        tx: &'a mut Tx,
        decision: CouncilDecisionId,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let plans = tx.matching::<ActionPlan>(ActionPlan::in_force_by(decision)).await?;
            Ok(plans.into_iter().next().map(|plan| plan.title))
        })
    }

    fn acted_by<'a>(&'a self, tx: &'a mut Tx, decision: CouncilDecisionId) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let by = || Compare::Eq(decision.as_str().into());
            let hubs = tx.look_through::<Hub>(Filter::Is(HubColumn::DecisionId, by())).await?;
            if let Some(hub) = hubs.into_iter().next() {
                return Ok(Some(hub.name));
            }
            let columns = [IndustryCouncilColumn::DecisionId, IndustryCouncilColumn::DissolutionId];
            let either = Filter::Any(columns.into_iter().map(|column| Filter::Is(column, by())).collect());
            let branches = tx.look_through::<IndustryCouncil>(either).await?;
            if let Some(branch) = branches.into_iter().next() {
                return Ok(Some(branch.name));
            }
            let councils = tx.look_through::<Council>(Filter::Is(CouncilColumn::DissolutionId, by())).await?;
            Ok(councils.into_iter().next().map(|council| council.name))
        })
    }
}
