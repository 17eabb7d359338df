//! The project bank against a real database: what is written is read back, and only the own project is changed.

use std::sync::Arc;

use access::{Actor, Assignment, Request, Role};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::{
    Error, FixedClock, Id, Money, Result, SequentialIds,
    error::rules,
    id::{EffortId, OrganisationId, ProjectId},
};
use migrations::MigratorTrait;
use projects::{
    PrincipleMeasures, Project, ProjectPartner, ProjectPartners, ProjectTargets, Projects,
    partner::{AddPartner, NetworkDirectory, Part, ProjectPartnerColumn, rules as partner_rules},
    principle_measure::{AddPrincipleMeasure, EffortDirectory, HorizontalPrinciple},
    project::{PREDECESSORS, Precision, ProgrammePeriod, ProjectCard, ProjectStatus, ProjectVerb, SUCCESSORS},
    target::{SetTarget, TargetKind},
};
use sea_orm::ConnectionTrait;
use store::{Connect, Db, Family, Filter, Query, Sealer};

struct Fixture {
    db: Db,
    projects: Projects,
    owner: OrganisationId,
    _dir: tempfile::TempDir,
}

/// Efforts that nobody reaches.
struct NoEfforts;

impl EffortDirectory for NoEfforts {
    fn is_paid_by<'a>(&'a self, _: &'a Arc<Request>, _: EffortId, _: ProjectId) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async { Ok(false) })
    }
}

/// Networks without members.
struct NoNetworks;

impl NetworkDirectory for NoNetworks {
    fn members<'a>(&'a self, _: &'a Arc<Request>, _: ProjectId, _: OrganisationId) -> BoxFuture<'a, Result<u64>> {
        Box::pin(async { Ok(0) })
    }
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
        let owner: OrganisationId = Id::new(db.ids());
        let sql = format!(
            "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at) \
             VALUES ('{owner}', 1, false, 'Göteborgsregionen', 'goteborgsregionen', 'MUNICIPAL_FEDERATION', true, 0)"
        );
        db.connection().execute_unprepared(&sql).await.map_err(|e| Error::broken(e.to_string()))?;
        Ok(Self { projects: Projects::new(&db), db, owner, _dir: dir })
    }

    fn card(&self, number: &str) -> ProjectCard {
        ProjectCard {
            number: Some(number.into()),
            name: "GR kompetensomställning".into(),
            acronym: None,
            owner: self.owner,
            owner_unit: Some("GR Utbildning".into()),
            esf_region: Some("SE23".into()),
            programme_period: ProgrammePeriod::From2014,
            programme_area: Some("2014-2020:1".into()),
            specific_objective: Some("2014-2020:1.1".into()),
            intervention_field: Some("2014-2020:117".into()),
            starts_on: Some(day("2020-08-01")),
            ends_on: Some(day("2022-12-31")),
            planned_participants: Some(1750),
            planned_precision: Precision::Exact,
            total_budget: Some(Money::kronor(29_177_901)),
            granted_support: Some(Money::kronor(29_177_901)),
            money_precision: Precision::Exact,
            union_rate_basis_points: Some(5000),
            contact_name: Some("Lena Hamberger".into()),
            contact_email: Some("lena@example.se".into()),
            postcode: Some("40222".into()),
            address: None,
            description: Some("Omställning i fem branscher.".into()),
            themes: vec!["Omställning".into()],
            source_title: None,
            source_url: None,
        }
    }

    async fn register(&self, number: &str) -> Result<Project> {
        self.projects.register(&caller(Assignment::bare(Role::SystemAdmin)), self.card(number)).await
    }
}

fn caller(held: Assignment) -> Arc<Request> {
    Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held]), "r"))
}

fn manager(project: ProjectId) -> Arc<Request> {
    caller(Assignment { project: Some(project), ..Assignment::bare(Role::ProjectManager) })
}

fn public() -> Arc<Request> {
    Arc::new(Request::new(Actor::public(), "r"))
}

#[tokio::test]
async fn anyone_reads_the_card_exactly_as_it_was_written() -> Result<()> {
    let fixture = Fixture::open().await?;
    let id = fixture.register("2020/00312").await?.id;
    let read = fixture.projects.read().one(&public(), id).await?;
    assert_eq!((read.card, read.status), (fixture.card("2020/00312"), ProjectStatus::Draft));
    let taken = fixture.register("2020/00312").await;
    let Err(Error::Invalid { field, rule: rules::KEY_IS_TAKEN, .. }) = taken else { panic!("{taken:?}") };
    assert_eq!(field, "number");
    Ok(())
}

#[tokio::test]
async fn a_manager_changes_the_own_project_and_no_other() -> Result<()> {
    let fixture = Fixture::open().await?;
    let (own, other) = (fixture.register("2020/00312").await?, fixture.register("2019/00446").await?);
    let manager = manager(own.id);
    let applied = fixture.projects.take(&manager, own.id, 1, ProjectVerb::Apply, None).await?;
    assert_eq!((applied.status, applied.version), (ProjectStatus::Applied, 2));
    let stale = fixture.projects.take(&manager, own.id, 1, ProjectVerb::Grant, None).await;
    assert!(matches!(stale, Err(Error::Conflict { rule: rules::VERSION_IS_STALE })), "{stale:?}");
    let elsewhere = fixture.projects.take(&manager, other.id, 1, ProjectVerb::Apply, None).await;
    assert!(matches!(elsewhere, Err(Error::NotFound)), "{elsewhere:?}");
    let revised = fixture.projects.revise(&public(), own.id, 2, fixture.card("2020/00312")).await;
    assert!(matches!(revised, Err(Error::Denied)), "{revised:?}");
    let registered = fixture.projects.register(&manager, fixture.card("2021/00001")).await;
    assert!(matches!(registered, Err(Error::Denied)), "{registered:?}");
    Ok(())
}

#[tokio::test]
async fn predecessors_are_read_from_both_ends_and_linked_once() -> Result<()> {
    let fixture = Fixture::open().await?;
    let (earlier, later) = (fixture.register("2018/00001").await?, fixture.register("2020/00312").await?);
    let manager = manager(later.id);
    let linked = fixture.projects.link_predecessor(&manager, later.id, 1, earlier.id).await?;
    assert_eq!(linked.version, 2);
    let records = fixture.projects.read();
    for (via, parent, child) in [(PREDECESSORS, later.id, earlier.id), (SUCCESSORS, earlier.id, later.id)] {
        let parents = [later.id.as_str(), earlier.id.as_str()];
        let pages = records.children(&public(), Family::Via(via), &parents, &Query::first(9)).await?;
        assert_eq!(pages.len(), 1);
        let ids: Vec<_> = pages[parent.as_str()].rows.iter().map(|project| project.id).collect();
        assert_eq!(ids, [child]);
    }
    let again = fixture.projects.link_predecessor(&manager, later.id, 2, earlier.id).await;
    assert!(matches!(again, Err(Error::Conflict { rule: rules::KEY_IS_TAKEN })), "{again:?}");
    Ok(())
}

#[tokio::test]
async fn partners_targets_and_measures_hang_on_the_own_project() -> Result<()> {
    let fixture = Fixture::open().await?;
    let (own, other) = (fixture.register("2020/00312").await?, fixture.register("2019/00446").await?);
    let manager = manager(own.id);
    let partners = ProjectPartners::new(&fixture.db, Arc::new(NoNetworks));
    let part = |project, valid_from: Option<&str>| AddPartner {
        project,
        organisation: fixture.owner,
        part: Part::Partner,
        valid_from: valid_from.map(day),
        valid_to: None,
        contact_role: Some("Projektkontor".into()),
        contact_address: None,
    };
    partners.add(&manager, part(own.id, None)).await?;
    let late = AddPartner { part: Part::Spread, ..part(own.id, Some("2022-01-01")) };
    let late = partners.add(&manager, late).await?;
    let twice = partners.add(&manager, part(own.id, Some("2022-01-01"))).await;
    assert!(matches!(twice, Err(Error::Refused { rule: partner_rules::PARTNER_HAS_THE_PART, .. })), "{twice:?}");
    let elsewhere = partners.add(&manager, part(other.id, None)).await;
    let unknown = rules::REFERENCE_IS_UNKNOWN;
    assert!(matches!(&elsewhere, Err(Error::Invalid { field, rule, .. }) if field == "projectId" && *rule == unknown));
    let stranger = AddPartner { organisation: Id::new(fixture.db.ids()), ..part(own.id, None) };
    assert!(matches!(partners.add(&manager, stranger).await, Err(Error::Invalid { rule, .. }) if rule == unknown));
    for (on, expected) in [("2021-12-31", 1), ("2022-01-01", 2)] {
        assert_eq!(partners.read().count(&public(), &ProjectPartner::valid_on(day(on))).await?, expected, "{on}");
    }
    let of = Filter::Is(ProjectPartnerColumn::Id, store::Compare::Eq(late.id.as_str().into()));
    assert_eq!(partners.read().count(&public(), &of).await?, 1);

    let target = SetTarget {
        project: own.id,
        kind: TargetKind::Participants,
        value: Some(1750),
        precision: Precision::AtLeast,
        statement: None,
        scope: None,
        level: None,
        horizon: None,
    };
    let targets = ProjectTargets::new(&fixture.db);
    let target = targets.set(&manager, target).await?;
    assert_eq!(targets.read().one(&public(), target.id).await?.precision, Precision::AtLeast);

    let (principle, measure) = (HorizontalPrinciple::Accessibility, "Krav på anordnaren i upphandlingen".to_owned());
    let measures = PrincipleMeasures::new(&fixture.db, Arc::new(NoEfforts));
    let add = AddPrincipleMeasure {
        project: own.id,
        principle,
        measure,
        evidence: None,
        responsible: None,
        effort: None,
        organisation: None,
        target: None,
    };
    let measure = measures.add(&manager, add).await?;
    assert_eq!(measures.read().one(&public(), measure.id).await?.principle, principle);
    Ok(())
}

#[tokio::test]
async fn a_project_runs_on_the_days_of_its_period() -> Result<()> {
    let fixture = Fixture::open().await?;
    fixture.register("2020/00312").await?;
    for (on, expected) in [("2020-07-31", 0), ("2020-08-01", 1), ("2022-12-31", 1), ("2023-01-01", 0)] {
        assert_eq!(fixture.projects.read().count(&public(), &Project::running_on(day(on))).await?, expected, "{on}");
    }
    Ok(())
}
