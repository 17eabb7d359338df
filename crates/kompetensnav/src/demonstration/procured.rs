//! What hubs buy of others, all of it invented: a procurement in every state for the Gothenburg hub, and the one by which Västmanland got
//! its education provider (S4-F5), with the demand that it adapts to everyone (S4-F9). Days of the former are reckoned back from the day
//! of loading.

use chrono::NaiveDate;
use competence_hub::Hub;
use councils::organisation::OrganisationKind;
use kernel::{
    Error, Money, Result,
    id::{EffortId, HubId, OrganisationId, ProcurementId, ProjectId},
};
use procurements::{
    Buyer, ContractVersion, Procurement, ProcurementRequirement, Quote,
    contract::{AmendContract, ContractTerms, SignContract},
    procurement::{
        AcknowledgeDelivery, AwardNotice, AwardProcurement, BeginStandstill, NoteAppeal, PROCUREMENT_TO_EFFORT,
        PlanProcurement, ProcurementMethod, ProcurementRegime, ProcurementStatus, PublishProcurement, ServiceCategory,
    },
    quote::{EvaluateQuote, RegisterQuote},
    requirement::{AddProcurementRequirement, RequirementKind},
};
use store::Tx;

use super::{
    draw::later,
    programme::Programme,
    seed_003::Gothenburg,
    world::{World, day},
};

const ACCESSIBILITY: &str =
    "Utbildningen anpassas så att alla deltagare stärks, oavsett funktionsvariation: material, lokal och takt.";

/// The hubs' procurements.
#[derive(Default)]
pub(super) struct Procured {
    procurements: Vec<Procurement>,
    efforts: Vec<(ProcurementId, EffortId)>,
    requirements: Vec<ProcurementRequirement>,
    quotes: Vec<Quote>,
    contracts: Vec<ContractVersion>,
}

impl Procured {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.procurements).await?;
        for (procurement, effort) in &self.efforts {
            tx.link(PROCUREMENT_TO_EFFORT, *procurement, *effort).await?;
        }
        tx.insert_many(&self.requirements).await?;
        tx.insert_many(&self.quotes).await?;
        tx.insert_many(&self.contracts).await
    }
}

/// A procurement: how many days ago it was planned, what it is for and how far it came.
struct Line {
    ago: i32,
    title: &'static str,
    method: ProcurementMethod,
    kronor: i64,
    efforts: &'static [&'static str],
    reaches: ProcurementStatus,
}

#[rustfmt::skip]
const LINES: [Line; 11] = {
    use ProcurementMethod as M;
    use ProcurementStatus as S;
    const fn line(
        (ago, title): (i32, &'static str),
        method: M,
        kronor: i64,
        efforts: &'static [&'static str],
        reaches: S,
    ) -> Line {
        Line { ago, title, method, kronor, efforts, reaches }
    }
    [
        line((900, "Grundkurser i digitalt arbete (demonstration)"), M::Open, 1_900_000, &["Digital grundkompetens"], S::Closed),
        line((400, "Ledarutbildning för första linjen (demonstration)"), M::Open, 2_400_000, &["Förstelinjechef"], S::Delivered),
        line((210, "Kurser i agila arbetssätt (demonstration)"), M::CallOff, 850_000, &["Agila arbetssätt"], S::Contracted),
        line((180, "Batterisäkerhet, direktupphandling (demonstration)"), M::Direct, 320_000, &["Batterisäkerhet"], S::Delivered),
        line((150, "Studiebesök vid provanläggningar (demonstration)"), M::Open, 900_000, &[], S::Cancelled),
        line((80, "Cybersäkerhet för industrin (demonstration)"), M::Selective, 3_100_000, &["Cybersäkerhet för industrin"], S::Appealed),
        line((58, "Fossilfria transporter (demonstration)"), M::Open, 1_200_000, &["Fossilfria transporter"], S::Standstill),
        line((54, "Coachning av små företag (demonstration)"), M::Selective, 760_000, &[], S::Awarded),
        line((45, "Sökmotorer och synlighet (demonstration)"), M::Open, 800_000, &["Sök och syns"], S::Evaluation),
        line((20, "Molnteknik för systemförvaltare (demonstration)"), M::Open, 1_500_000, &["Molnteknik för systemförvaltare"], S::RequestPublished),
        line((10, "Validering i industrin (demonstration)"), M::Open, 1_100_000, &[], S::Planned),
    ]
};

/// Whether the Gothenburg hub procures the effort of this title.
pub(super) fn is_procured(title: &str) -> bool {
    LINES.iter().any(|line| line.efforts.contains(&title))
}

/// The procurements of both hubs.
///
/// # Errors
/// As the steps of each.
pub(super) fn build(world: &World, gothenburg: &Gothenburg, knowledge: &Programme) -> Result<Procured> {
    let mut procured = Procured::default();
    let is_provider = |kind| kind == OrganisationKind::EducationProvider;
    let invented = world.organisations.iter().filter(|one| one.demonstration && is_provider(one.kind));
    let invented: Vec<OrganisationId> = invented.map(|one| one.id).collect();
    let at = |hub| Ok::<_, Error>(Buying { hub, buyer: buyer(world, hub)?, project: None });
    for (nth, line) in LINES.iter().enumerate() {
        let is_of = |title: &str| line.efforts.contains(&title);
        let efforts = world.efforts.iter().filter(|one| one.hub == gothenburg.hub && is_of(&one.title));
        let efforts: Vec<EffortId> = efforts.map(|one| one.id).collect();
        let bidders = [gothenburg.provider, invented[nth % invented.len()], invented[(nth + 1) % invented.len()]];
        let bidders = Bidders::of(bidders, line.method);
        buy(world, &at(gothenburg.hub)?, line, later(world.today, -line.ago), &bidders, &efforts, &mut procured)?;
    }
    let given = knowledge.efforts.first().ok_or_else(|| Error::broken("the project gives nothing"))?;
    let provider = given.effort.provider.ok_or_else(|| Error::broken("the project has no provider"))?;
    let line = Line {
        ago: 0,
        title: "Utbildningsanordnare för tio industriföretag (demonstration)",
        method: ProcurementMethod::Open,
        kronor: 14_700_000,
        efforts: &[],
        reaches: ProcurementStatus::Closed,
    };
    let efforts: Vec<EffortId> = knowledge.efforts.iter().map(|given| given.effort.id).collect();
    let bidders = Bidders::of([provider, gothenburg.provider, invented[0]], line.method);
    let buying = Buying { project: Some(knowledge.project), ..at(given.effort.hub)? };
    buy(world, &buying, &line, day(2019, 12, 2), &bidders, &efforts, &mut procured)?;
    Ok(procured)
}

/// For whom something is bought, and by whom.
struct Buying {
    hub: HubId,
    buyer: Buyer,
    project: Option<ProjectId>,
}

fn buyer(world: &World, hub: HubId) -> Result<Buyer> {
    let found: Option<&Hub> = world.hubs.iter().find(|one| one.id == hub);
    let found = found.ok_or_else(|| Error::broken("a hub is missing"))?;
    Ok(Buyer { organisation: found.operator, council: found.council })
}

/// Who bids, the one that is accepted first. Of a direct award two are asked, and why no more is told.
struct Bidders(Vec<OrganisationId>);

impl Bidders {
    fn of(three: [OrganisationId; 3], method: ProcurementMethod) -> Self {
        let mut held: Vec<OrganisationId> = Vec::new();
        for one in three {
            if !held.contains(&one) {
                held.push(one);
            }
        }
        held.truncate(if method == ProcurementMethod::Direct { 2 } else { 3 });
        Self(held)
    }
}

/// Whether a procurement that ends in `reaches` has come to `stage`.
fn comes_to(reaches: ProcurementStatus, stage: ProcurementStatus) -> bool {
    use ProcurementStatus as S;
    let order =
        [S::Planned, S::RequestPublished, S::Evaluation, S::Awarded, S::Standstill, S::Contracted, S::Delivered];
    let place = |status| order.iter().position(|one| *one == status);
    let last = match reaches {
        S::Closed => S::Delivered,
        S::Appealed => S::Awarded,
        S::Cancelled => S::RequestPublished,
        other => other,
    };
    place(stage) <= place(last)
}

fn buy(
    world: &World,
    buying: &Buying,
    line: &Line,
    planned: NaiveDate,
    bidders: &Bidders,
    efforts: &[EffortId],
    procured: &mut Procured,
) -> Result<()> {
    use ProcurementStatus as S;
    let comes_to = |stage| comes_to(line.reaches, stage);
    let mut one = plan(world, buying, line, planned)?;
    procured.efforts.extend(efforts.iter().map(|effort| (one.id, *effort)));
    for (kind, text) in [
        (RequirementKind::Accessibility, ACCESSIBILITY),
        (RequirementKind::Competence, "Lärarna har undervisat vuxna i ämnet i minst tre år."),
        (RequirementKind::Timetable, "Tider läggs tillsammans med företagen, så att den som arbetar skift kan delta."),
    ] {
        let add = AddProcurementRequirement { procurement: one.id, kind, text: text.to_owned(), mandatory: true };
        procured.requirements.push(ProcurementRequirement::of(world.id(), &one, add)?.0);
    }
    let is_direct = line.method == ProcurementMethod::Direct;
    if comes_to(S::RequestPublished) && !is_direct {
        publish(&mut one, planned)?;
    }
    let mut quotes = Vec::new();
    if comes_to(S::Evaluation) {
        for (nth, bidder) in (0_i64..).zip(&bidders.0) {
            let received = later(planned, if is_direct { 12 } else { 30 });
            let register = RegisterQuote {
                procurement: one.id,
                bidder: *bidder,
                amount: Money::kronor(line.kronor * (92 + 5 * nth) / 100),
                received_on: Some(received),
            };
            quotes.push(Quote::register(world.id(), &one, register, received)?.0);
        }
        if !is_direct {
            one.evaluate(quotes.len(), later(planned, 38))?;
        }
    }
    if comes_to(S::Awarded) {
        judge(&mut quotes, &one)?;
        award(&mut one, &mut quotes, planned, is_direct)?;
    }
    if comes_to(S::Standstill) && one.takes_standstill() {
        let told = later(planned, 53);
        let begin =
            BeginStandstill { id: one.id, expected_version: 1, notice: AwardNotice::Electronic, told_on: Some(told) };
        one.begin_standstill(begin, told)?;
    }
    if comes_to(S::Contracted) {
        contract(world, &mut one, &quotes[0], planned, procured)?;
    }
    if comes_to(S::Delivered) {
        let delivered_on = Some(later(planned, if is_direct { 150 } else { 370 }));
        let note = Some("Allt som avtalats är levererat.".to_owned());
        let deliver = AcknowledgeDelivery { id: one.id, expected_version: 1, delivered_on, delivery_note: note };
        one.deliver(deliver, later(planned, 370))?;
    }
    match line.reaches {
        S::Closed => drop(one.close()?),
        S::Cancelled => drop(one.cancel("Behovet löstes genom ett samarbete (demonstration).")?),
        S::Appealed => {
            let appealed_on = later(planned, 58);
            let reason = "Förvaltningsrätten, mål 1234 (påhittat)".to_owned();
            let appeal = NoteAppeal { id: one.id, expected_version: 1, appealed_on: Some(appealed_on), reason };
            one.appeal(appeal, appealed_on)?;
        }
        _ => {}
    }
    procured.quotes.append(&mut quotes);
    procured.procurements.push(one);
    Ok(())
}

fn plan(world: &World, buying: &Buying, line: &Line, planned: NaiveDate) -> Result<Procurement> {
    let command = PlanProcurement {
        hub: buying.hub,
        project: buying.project,
        title: line.title.to_owned(),
        description: Some("Påhittat för demonstration.".to_owned()),
        regime: ProcurementRegime::Lou,
        category: ServiceCategory::SocialAndSpecial,
        method: line.method,
        cpv: "80500000".to_owned(),
        estimated_value: Money::kronor(line.kronor),
    };
    Ok(Procurement::plan(world.id(), buying.buyer, command, planned)?.0)
}

fn publish(one: &mut Procurement, planned: NaiveDate) -> Result<()> {
    let published = later(planned, 7);
    let publish = PublishProcurement {
        id: one.id,
        expected_version: 1,
        published_on: Some(published),
        quotes_due_on: later(planned, 37),
        advertised_in: Some("Annonsdatabas (demonstration)".to_owned()),
        notice_number: Some(format!("DEMO-{}", published.format("%Y%m%d"))),
    };
    one.publish(publish, true, 0, published).map(drop)
}

fn judge(quotes: &mut [Quote], one: &Procurement) -> Result<()> {
    for (nth, quote) in (0..).zip(quotes) {
        let judge = EvaluateQuote {
            id: quote.id,
            expected_version: 1,
            qualifies: nth != 2,
            points: Some(90 - 12 * nth),
            judgement: Some("Bedömt mot kraven (demonstration).".to_owned()),
        };
        quote.evaluate(one, judge)?;
    }
    Ok(())
}

fn award(one: &mut Procurement, quotes: &mut [Quote], planned: NaiveDate, is_direct: bool) -> Result<()> {
    let count = quotes.len();
    let quote = quotes.first_mut().ok_or_else(|| Error::broken("nobody bids"))?;
    let awarded = later(planned, if is_direct { 20 } else { 52 });
    let reason = is_direct.then_some("Bara två anordnare i länet ger kursen (demonstration).");
    let award = AwardProcurement {
        id: one.id,
        expected_version: 1,
        quote: quote.id,
        awarded_on: Some(awarded),
        award_reason: reason.map(str::to_owned),
    };
    one.award(quote, count, true, award, awarded).map(drop)
}

/// The contract, and what was agreed with the provider and the companies later.
fn contract(
    world: &World,
    one: &mut Procurement,
    accepted: &Quote,
    planned: NaiveDate,
    procured: &mut Procured,
) -> Result<()> {
    let terms = |contents: &str| ContractTerms {
        contents: contents.to_owned(),
        timetable: Some("Två dagar i månaden (demonstration).".to_owned()),
        amount: accepted.amount,
        reference: None,
        valid_from: later(planned, 75),
        valid_to: Some(later(planned, 1_000)),
    };
    let signed = later(planned, 70);
    let sign = SignContract {
        procurement: one.id,
        expected_version: 1,
        signed_on: Some(signed),
        terms: terms("Kurser enligt anbudet, med anpassning till varje deltagare."),
    };
    let (first, ..) = ContractVersion::sign(world.id(), one, accepted, sign, signed)?;
    let amended = later(planned, 100);
    let amend = AmendContract {
        procurement: one.id,
        expected_version: 1,
        signed_on: Some(amended),
        terms: terms("Kurser enligt anbudet; företagen har lagt till ett pass om arbete på distans."),
        reason: "Innehåll och tider togs fram tillsammans med företagen.".to_owned(),
    };
    let (second, ..) = first.amend(world.id(), one, amend, amended)?;
    procured.contracts.extend([first, second]);
    Ok(())
}
