//! The hub at work against a real database. The port to needs notes what it is asked.

use std::sync::{Arc, Mutex};

use access::{Actor, Assignment, Request, Role};
use chrono::NaiveDate;
use competence_hub::{
    Decided, DecisionDirectory, Hub, HubFunding, HubFundings, HubService, HubServices, Hubs, NeedEfforts, NeedPort,
    NeedStep, TriageAssessment, Triages, Weighing,
    funding::{AddFunding, FundingKind},
    hub::{EstablishHub, HubStatus, MakeHubPermanent, rules},
    hub_service::{AddHubService, ChangeHubService, HubServiceKind, rules as service_rules},
    need_effort::LinkEffort,
    triage::{Factors, Path, RetriageNeed, TriageColumn, TriageNeed},
};
use futures_util::future::BoxFuture;
use kernel::{
    Direction, Error, FixedClock, Id, Money, PageRequest, Result, SequentialIds,
    error::rules as common,
    id::{CouncilDecisionId, CouncilId, EffortId, HubFundingId, HubId, NeedId, OrganisationId},
};
use migrations::MigratorTrait;
use sea_orm::ConnectionTrait;
use store::{Connect, Db, Filter, Query, Sealer, Tx};

type Noted = Vec<(NeedId, NeedStep, Option<String>)>;

#[derive(Default)]
struct NotedNeeds {
    council: Mutex<Option<CouncilId>>,
    noted: Mutex<Noted>,
}

impl NeedPort for NotedNeeds {
    fn council_of_need<'a>(&'a self, _: &'a mut Tx, _: NeedId) -> BoxFuture<'a, Result<CouncilId>> {
        Box::pin(async { self.council.lock().expect("unpoisoned").ok_or(Error::NotFound) })
    }

    fn weights<'a>(&'a self, _: &'a mut Tx, _: CouncilId) -> BoxFuture<'a, Result<Weighing>> {
        Box::pin(async { Ok(Weighing { plan: None, weights: factors(1) }) })
    }

    fn advance<'a>(
        &'a self,
        _: &'a mut Tx,
        need: NeedId,
        step: NeedStep,
        waiver: Option<&'a str>,
    ) -> BoxFuture<'a, Result<()>> {
        self.noted.lock().expect("unpoisoned").push((need, step, waiver.map(str::to_owned)));
        Box::pin(async { Ok(()) })
    }
}

/// Every decision is an adopted one of this council.
struct Adopted(CouncilId);

impl DecisionDirectory for Adopted {
    fn decision<'a>(
        &'a self,
        _: &'a mut Tx,
        _: CouncilDecisionId,
        council: CouncilId,
    ) -> BoxFuture<'a, Result<Decided>> {
        let decided_on = day("2022-06-01");
        Box::pin(async move { Ok(Decided { is_its_own: council == self.0, is_over: true, decided_on }) })
    }
}

struct Fixture {
    db: Db,
    need_port: Arc<NotedNeeds>,
    hubs: Hubs,
    councils: [CouncilId; 2],
    operator: OrganisationId,
    needs: [NeedId; 2],
    effort: EffortId,
    _dir: tempfile::TempDir,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

impl Fixture {
    async fn open() -> Result<Self> {
        let dir = tempfile::tempdir().map_err(|e| Error::broken(e.to_string()))?;
        let url = format!("sqlite://{}", dir.path().join("test.db").display());
        let now = day("2026-09-01").and_hms_opt(8, 0, 0).expect("a time").and_utc();
        let (clock, ids) = (Arc::new(FixedClock(now)), Arc::new(SequentialIds::starting_at(1 << 90)));
        let db = Db::connect(&Connect::to(url), clock, ids, Sealer::new(&[5; 32])?).await?;
        migrations::Migrator::up(db.connection(), None).await.map_err(|e| Error::broken(e.to_string()))?;
        let need_port = Arc::new(NotedNeeds::default());
        let councils = [Id::new(db.ids()), Id::new(db.ids())];
        let fixture = Self {
            hubs: Hubs::new(&db, Arc::new(Adopted(councils[0]))),
            councils,
            operator: Id::new(db.ids()),
            needs: [Id::new(db.ids()), Id::new(db.ids())],
            effort: Id::new(db.ids()),
            need_port,
            db,
            _dir: dir,
        };
        *fixture.need_port.council.lock().expect("unpoisoned") = Some(fixture.councils[0]);
        fixture.furnish().await?;
        Ok(fixture)
    }

    /// The rows of other domains that the hub's rows point at.
    async fn furnish(&self) -> Result<()> {
        let mut sql = format!(
            "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at) \
             VALUES ('{}', 1, false, 'GR', 'gr', 'MUNICIPAL_FEDERATION', true, 0);",
            self.operator
        );
        for council in self.councils {
            sql.push_str(&format!(
                "INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at) \
                 VALUES ('{council}', 1, 'REGIONAL', 'Rådet', 'r{{det', 'ACTIVE', true, 0);"
            ));
        }
        let council = self.councils[0];
        for need in self.needs {
            sql.push_str(&format!(
                "INSERT INTO needs (id, version, council_id, title, title_key, status, basis, cause, horizon, \
                 target_group, people_needed, reported_on, demonstration) VALUES ('{need}', 1, '{council}', 'Svets', \
                 'svets', 'ENDORSED', 'BOTH', 'GROWTH', 'SHORT', 'EMPLOYEES', 5, '2026-08-01', true);"
            ));
        }
        self.db.connection().execute_unprepared(&sql).await.map_err(|e| Error::broken(e.to_string()))?;
        Ok(())
    }

    async fn hub(&self) -> Result<Hub> {
        let command = EstablishHub {
            council: self.councils[0],
            operator: self.operator,
            name: "Kompetensnavet".into(),
            established_on: day("2020-08-01"),
        };
        let hub = self.hubs.establish(&caller(Assignment::bare(Role::SystemAdmin)), command).await?;
        let (id, council) = (hub.id, hub.council);
        let sql = format!(
            "INSERT INTO efforts (id, version, hub_id, council_id, title, title_key, kind, status, delivery, \
             target_group, hours, reusable, demonstration, created_at) VALUES ('{}', 1, '{id}', '{council}', 'Svets', \
             'svets', 'COURSE', 'IDEA', 'PLACE', 'EMPLOYEES', 8, false, true, 0)",
            self.effort
        );
        self.db.connection().execute_unprepared(&sql).await.map_err(|e| Error::broken(e.to_string()))?;
        Ok(hub)
    }

    /// Another hub of the same council.
    async fn another(&self) -> Result<Hub> {
        let command = EstablishHub {
            council: self.councils[0],
            operator: self.operator,
            name: "Andra navet".into(),
            established_on: day("2020-08-01"),
        };
        self.hubs.establish(&caller(Assignment::bare(Role::SystemAdmin)), command).await
    }

    /// The row that a permanent hub points at.
    async fn decision(&self) -> Result<CouncilDecisionId> {
        let decision: CouncilDecisionId = Id::new(self.db.ids());
        let council = self.councils[0];
        let sql = format!(
            "INSERT INTO council_meetings (id, version, council_id, body_id, title, title_key, mode, meets_on, meets_in, \
             starts_at, ends_at, status, demonstration) VALUES ('{decision}', 1, '{council}', '{council}', 'Möte', 'mote', \
             'IN_PERSON', '2022-06-01', 2022, 0, 1, 'MINUTES_APPROVED', true);
             INSERT INTO agenda_items (id, version, meeting_id, council_id, body_id, kind, position, title, title_key) \
             VALUES ('{decision}', 1, '{decision}', '{council}', '{council}', 'DECISION', 1, 'Navet', 'navet');
             INSERT INTO council_decisions (id, version, item_id, meeting_id, council_id, text, status) \
             VALUES ('{decision}', 1, '{decision}', '{decision}', '{council}', 'Navet blir permanent', 'ADOPTED')"
        );
        self.db.connection().execute_unprepared(&sql).await.map_err(|e| Error::broken(e.to_string()))?;
        Ok(decision)
    }

    fn triages(&self) -> Triages {
        Triages::new(&self.db, Arc::clone(&self.need_port) as Arc<dyn NeedPort>)
    }

    fn noted(&self) -> Noted {
        self.need_port.noted.lock().expect("unpoisoned").clone()
    }
}

fn caller(held: Assignment) -> Arc<Request> {
    Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held]), "r"))
}

fn manager(hub: &Hub) -> Arc<Request> {
    caller(Assignment { hub: Some(hub.id), council: Some(hub.council), ..Assignment::bare(Role::HubManager) })
}

fn caller_of(hubs: &[&Hub]) -> Arc<Request> {
    let held =
        |hub: &&Hub| Assignment { hub: Some(hub.id), council: Some(hub.council), ..Assignment::bare(Role::HubManager) };
    let held = hubs.iter().map(held).collect();
    Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), held), "r"))
}

fn public() -> Arc<Request> {
    Arc::new(Request::new(Actor::public(), "r"))
}

fn factors(volume: i32) -> Factors {
    Factors {
        volume,
        urgency: 50,
        substitutability_gap: 40,
        endorsements: 30,
        equality_effect: 20,
        existing_supply: 10,
    }
}

fn triage_need(hub: HubId, need: NeedId, volume: i32) -> TriageNeed {
    let (inputs, weights) = (factors(volume), Some(factors(1)));
    TriageNeed { hub, need, path: Path::Procure, inputs, weights, rationale: None, prioritise: true }
}

#[tokio::test]
async fn a_hub_outlives_its_project_only_on_other_money() -> Result<()> {
    let fixture = Fixture::open().await?;
    let hub = fixture.hub().await?;
    let manager = manager(&hub);
    let decision = fixture.decision().await?;
    let permanent = |from: &str| MakeHubPermanent {
        id: hub.id,
        expected_version: 1,
        decision,
        operator: fixture.operator,
        yearly_budget: Money::kronor(4_000_000),
        from: Some(day(from)),
        reason: None,
    };
    let refused = fixture.hubs.make_permanent(&manager, permanent("2023-01-01")).await;
    assert!(matches!(refused, Err(Error::Refused { rule: rules::LASTING_FUNDING_IS_REQUIRED, .. })), "{refused:?}");

    let fundings = HubFundings::new(&fixture.db);
    let command = AddFunding {
        hub: hub.id,
        kind: FundingKind::MemberContribution,
        project: None,
        funder: Some(fixture.operator),
        amount: Some(Money::kronor(4_000_000)),
        valid_from: day("2023-01-01"),
        valid_to: None,
    };
    fundings.add(&manager, command).await?;
    match fixture.hubs.make_permanent(&manager, permanent("2022-05-31")).await {
        Err(Error::Invalid { field, rule, .. }) => {
            assert_eq!((field.as_str(), rule), ("from", rules::HUB_IS_NOT_PERMANENT_BEFORE_ITS_DECISION));
        }
        told => panic!("{told:?}"),
    }
    for (on, payers) in [("2022-12-31", 0), ("2023-01-01", 1), ("2030-01-01", 1)] {
        assert_eq!(fundings.read().count(&public(), &HubFunding::paying_on(day(on))).await?, payers, "{on}");
    }
    fixture.hubs.make_permanent(&manager, permanent("2023-01-01")).await?;
    let stored = fixture.hubs.read().one(&public(), hub.id).await?;
    assert_eq!((stored.status, stored.decision), (HubStatus::Permanent, Some(decision)));
    assert_eq!(stored.yearly_budget, Some(Money::kronor(4_000_000)));
    Ok(())
}

#[tokio::test]
async fn a_service_is_paid_for_by_its_own_hub_and_known_on_a_day() -> Result<()> {
    let fixture = Fixture::open().await?;
    let (hub, other) = (fixture.hub().await?, fixture.another().await?);
    let fundings = HubFundings::new(&fixture.db);
    let funding = |hub: HubId| AddFunding {
        hub,
        kind: FundingKind::RegionalGrant,
        project: None,
        funder: Some(fixture.operator),
        amount: None,
        valid_from: day("2023-01-01"),
        valid_to: None,
    };
    let own = fundings.add(&manager(&hub), funding(hub.id)).await?.id;
    let elsewhere = fundings.add(&manager(&other), funding(other.id)).await?.id;
    let both = caller_of(&[&hub, &other]);
    let services = HubServices::new(&fixture.db);
    let add = |funding: HubFundingId, to: Option<&str>| AddHubService {
        hub: hub.id,
        funding,
        name: " Vägledning ".into(),
        kind: HubServiceKind::Guidance,
        runs_from: day("2023-01-01"),
        runs_to: to.map(day),
    };
    match services.add(&both, add(elsewhere, Some("2022-12-31"))).await {
        Err(Error::SeveralInvalid(faults)) => {
            let rules: Vec<_> = faults.iter().map(|fault| fault.rule).collect();
            assert_eq!(rules, [common::PERIOD_IS_REVERSED, service_rules::FUNDING_IS_OF_ANOTHER_HUB]);
        }
        told => panic!("{told:?}"),
    }
    let service = services.add(&both, add(own, None)).await?;
    let early = AddHubService { runs_from: day("2020-07-31"), ..add(own, None) };
    let lapsed = AddFunding { valid_to: Some(day("2023-12-31")), ..funding(hub.id) };
    let lapsed = fundings.add(&manager(&hub), lapsed).await?.id;
    let told = |outcome: Result<HubService>| match outcome {
        Err(Error::Invalid { field, rule, .. }) => vec![(field, rule)],
        Err(Error::SeveralInvalid(faults)) => faults.into_iter().map(|fault| (fault.field, fault.rule)).collect(),
        told => panic!("{told:?}"),
    };
    let outside = service_rules::SERVICE_IS_OUTSIDE_ITS_FUNDING;
    let faults = told(services.add(&both, early).await);
    let at = |field: &str, rule| (field.to_owned(), rule);
    assert_eq!(faults, [at("runsFrom", service_rules::SERVICE_PRECEDES_ITS_HUB), at("runsFrom", outside)]);
    assert_eq!(told(services.add(&both, add(lapsed, Some("2024-01-01"))).await), [at("runsTo", outside)]);
    let twice = told(services.add(&both, add(own, None)).await);
    assert_eq!(twice, [at("name", service_rules::SERVICE_IS_THERE_ALREADY)]);
    assert_eq!((service.name.as_str(), service.version), ("Vägledning", 1));
    let ended = ChangeHubService {
        id: service.id,
        expected_version: 1,
        name: service.name.clone(),
        kind: service.kind,
        funding: own,
        runs_from: service.runs_from,
        runs_to: Some(day("2024-06-30")),
    };
    services.change(&manager(&hub), ended).await?;
    for (on, running) in [("2022-12-31", 0), ("2023-01-01", 1), ("2024-06-30", 1), ("2024-07-01", 0)] {
        assert_eq!(services.read().count(&public(), &HubService::running_on(day(on))).await?, running, "{on}");
    }
    Ok(())
}

#[tokio::test]
async fn triage_prioritises_the_need_and_ranks_it() -> Result<()> {
    let fixture = Fixture::open().await?;
    let hub = fixture.hub().await?;
    let (manager, triages) = (manager(&hub), fixture.triages());
    let [first, second] = fixture.needs;
    let command = |need, volume| triage_need(hub.id, need, volume);
    let low = triages.triage(&manager, command(first, 1)).await?;
    let high = triages.triage(&manager, command(second, 90)).await?;
    assert_eq!(fixture.noted(), [(first, NeedStep::Prioritise, None), (second, NeedStep::Prioritise, None)]);
    let twice = triages.triage(&manager, command(first, 1)).await;
    assert!(matches!(twice, Err(Error::Conflict { rule: common::KEY_IS_TAKEN })), "{twice:?}");

    let ranked = Query {
        filter: Filter::everything(),
        order: vec![(TriageColumn::Score, Direction::Desc)],
        page: PageRequest::first(10),
        cursors: false,
        looked_at: None,
    };
    let ids = |rows: Vec<competence_hub::Triage>| rows.iter().map(|triage| triage.id).collect::<Vec<_>>();
    assert_eq!(ids(triages.read().page(&manager, &ranked).await?.rows), [high.id, low.id]);
    let again = RetriageNeed {
        id: low.id,
        expected_version: 1,
        path: Path::Procure,
        inputs: factors(100),
        weights: None,
        rationale: None,
        prioritise: false,
    };
    let lifted = triages.again(&manager, again.clone()).await?;
    assert_eq!(lifted.score, lifted.inputs.score(&lifted.weights));
    let kept = store::RecordReader::<TriageAssessment>::new(&fixture.db);
    let kept = kept.page(&manager, &Query::first(10)).await?.rows;
    let of_low = kept.iter().filter(|one| one.triage == low.id);
    let of_low: Vec<_> = of_low.map(|one| (one.score, one.replaced_at)).collect();
    assert_eq!(of_low, [(low.score, Some(lifted.triaged_at)), (lifted.score, None)]);
    assert_eq!(ids(triages.read().page(&manager, &ranked).await?.rows), [low.id, high.id]);
    assert_eq!(fixture.noted().len(), 2);
    let stale = triages.again(&manager, again).await;
    assert!(matches!(stale, Err(Error::Conflict { rule: common::VERSION_IS_STALE })), "{stale:?}");
    assert!(triages.read().page(&public(), &ranked).await?.rows.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_need_of_another_council_is_not_touched() -> Result<()> {
    let fixture = Fixture::open().await?;
    let hub = fixture.hub().await?;
    *fixture.need_port.council.lock().expect("unpoisoned") = Some(fixture.councils[1]);
    let command = triage_need(hub.id, fixture.needs[0], 1);
    let refused = fixture.triages().triage(&manager(&hub), command.clone()).await;
    assert!(matches!(refused, Err(Error::Invalid { rule: rules::NEED_IS_OF_ANOTHER_COUNCIL, .. })), "{refused:?}");
    let elsewhere = Assignment { council: Some(fixture.councils[1]), ..Assignment::bare(Role::HubCoordinator) };
    let refused = fixture.triages().triage(&caller(elsewhere), command).await;
    assert!(matches!(&refused, Err(Error::Invalid { field, .. }) if field == "hubId"), "{refused:?}");
    assert!(fixture.noted().is_empty());
    Ok(())
}

#[tokio::test]
async fn linking_an_effort_begins_the_need_once() -> Result<()> {
    let fixture = Fixture::open().await?;
    let hub = fixture.hub().await?;
    let links = NeedEfforts::new(&fixture.db, Arc::clone(&fixture.need_port) as Arc<dyn NeedPort>);
    let command = LinkEffort {
        hub: hub.id,
        need: fixture.needs[0],
        effort: fixture.effort,
        waiver_reason: Some(" Ett enda företag ".into()),
    };
    let manager = manager(&hub);
    let link = links.link(&manager, command.clone()).await?;
    assert_eq!(fixture.noted(), [(fixture.needs[0], NeedStep::Begin, Some("Ett enda företag".to_owned()))]);
    assert_eq!(links.read().one(&manager, link.id).await?.effort, fixture.effort);
    let twice = links.link(&manager, command.clone()).await;
    assert!(matches!(twice, Err(Error::Conflict { rule: common::KEY_IS_TAKEN })), "{twice:?}");
    let unknown = LinkEffort { effort: Id::new(fixture.db.ids()), ..command };
    let refused = links.link(&manager, unknown).await;
    assert!(matches!(refused, Err(Error::Invalid { rule: common::REFERENCE_IS_UNKNOWN, .. })), "{refused:?}");
    Ok(())
}
