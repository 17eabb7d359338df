//! Names, seats and roles against a real database: what the reach lets through, and what a day remembers.

use std::sync::Arc;

use access::{Actor, Assignment, Request, Role};
use chrono::NaiveDate;
use councils::{
    Bodies, Branch, Council, CouncilSeats, Councils, IndustryCouncilDirectory, Membership, Memberships, Organisation,
    OrganisationName, Organisations, RoleAssignment, RoleAssignments, WorkforceSnapshots,
    assignment::{AssignRole, held, last_change},
    council::{CouncilKind, CouncilStatus, DissolveCouncil, FoundCouncil},
    membership::{InviteMember, MembershipStatus, SeatKind, Standing, rules},
    organisation::{OrganisationKind, RegisterOrganisation},
    workforce::ReportWorkforce,
};
use futures_util::future::BoxFuture;
use kernel::{
    Error, FixedClock, Result, SequentialIds,
    id::{CouncilId, IndustryCouncilId, OrganisationId},
};
use migrations::MigratorTrait;
use store::{Connect, Db, Filter, Query, Sealer};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn caller(held: Assignment) -> Arc<Request> {
    Arc::new(Request::new(Actor::signed_in("i".into(), "me".into(), vec![held]), "r"))
}

fn admin() -> Arc<Request> {
    caller(Assignment::bare(Role::SystemAdmin))
}

fn contact(organisation: OrganisationId) -> Arc<Request> {
    caller(Assignment { organisation: Some(organisation), ..Assignment::bare(Role::OrgContact) })
}

fn leader(council: CouncilId) -> Arc<Request> {
    caller(Assignment { council: Some(council), ..Assignment::bare(Role::ProcessLeader) })
}

fn public() -> Arc<Request> {
    Arc::new(Request::new(Actor::public(), "p"))
}

/// Industry councils are another domain's, and none is needed here.
struct NoIndustryCouncils;

impl IndustryCouncilDirectory for NoIndustryCouncils {
    fn branch(&self, _: IndustryCouncilId) -> BoxFuture<'_, Result<Branch>> {
        Box::pin(async { Err(Error::NotFound) })
    }

    fn living_under(&self, _: CouncilId) -> BoxFuture<'_, Result<usize>> {
        Box::pin(async { Ok(0) })
    }
}

struct Fixture {
    db: Db,
    organisations: Organisations,
    councils: Councils,
    memberships: Memberships,
    seats: CouncilSeats,
    _dir: tempfile::TempDir,
}

impl Fixture {
    async fn open() -> Result<Self> {
        let dir = tempfile::tempdir().map_err(|e| Error::broken(e.to_string()))?;
        let url = format!("sqlite://{}", dir.path().join("test.db").display());
        let now = day("2021-06-30").and_hms_opt(8, 0, 0).expect("a time").and_utc();
        let (clock, ids) = (Arc::new(FixedClock(now)), Arc::new(SequentialIds::starting_at(1 << 90)));
        let db = Db::connect(&Connect::to(url), clock, ids, Sealer::new(&[5; 32])?).await?;
        migrations::Migrator::up(db.connection(), None).await.map_err(|e| Error::broken(e.to_string()))?;
        let bodies = Bodies::new(Arc::new(NoIndustryCouncils));
        let (organisations, councils) = (Organisations::new(&db), Councils::new(&db, &bodies));
        let (memberships, seats) = (Memberships::new(&db, &bodies), CouncilSeats::new(&db, &bodies));
        Ok(Self { db, organisations, councils, memberships, seats, _dir: dir })
    }

    async fn register(&self, name: &str, number: &str) -> Result<Organisation> {
        let command = RegisterOrganisation {
            number: Some(number.to_owned()),
            name: name.to_owned(),
            named_from: Some(day("2001-05-01")),
            kind: OrganisationKind::Company,
            sni: None,
            municipality: None,
        };
        self.organisations.register(&admin(), command).await
    }

    async fn found(&self) -> Result<Council> {
        let command = FoundCouncil {
            kind: CouncilKind::Regional,
            name: "Göteborgsregionens kompetensråd".to_owned(),
            parent: None,
            industry_council: None,
            region: None,
            founded_year: Some(2018),
            charter_on: Some(day("2018-03-01")),
        };
        self.councils.found(&admin(), command).await
    }

    async fn invite(&self, council: CouncilId, organisation: OrganisationId) -> Result<Membership> {
        let command = InviteMember {
            council,
            industry_council: None,
            organisation,
            council_seat: None,
            seat: Some(SeatKind::Employer),
            standing: Standing::Member,
            mandate_from: day("2018-03-01"),
            mandate_to: None,
        };
        self.memberships.invite(&leader(council), command).await
    }

    async fn seat(&self, council: CouncilId, organisation: OrganisationId) -> Result<Membership> {
        let seat = self.invite(council, organisation).await?;
        let seat = self.memberships.accept(&contact(organisation), seat.id, seat.version).await?;
        self.memberships.start_mandate(&leader(council), seat.id, seat.version, None).await
    }

    async fn held_on(&self, date: &str) -> Result<usize> {
        let query = Query::first(100).filter(Membership::as_of(day(date)));
        Ok(self.memberships.read().page(&public(), &query).await?.rows.len())
    }
}

#[tokio::test]
async fn an_organisation_is_found_by_the_name_of_the_day() -> Result<()> {
    let fixture = Fixture::open().await?;
    let alstom = fixture.register("Bombardier Transportation", "556016-0680").await?;
    let other = fixture.register("Göteborgs Stad", "222000-0265").await?;
    let taken = fixture.register("Samma nummer", "556016-0680").await;
    assert!(matches!(taken, Err(Error::Invalid { ref field, .. }) if field == "number"), "{taken:?}");

    let own = contact(alstom.id);
    let from = Some(day("2021-01-29"));
    assert!(matches!(fixture.organisations.rename(&own, other.id, 1, "X", from).await, Err(Error::NotFound)));
    let renamed = fixture.organisations.rename(&own, alstom.id, alstom.version, "Alstom", from).await?;
    assert!(matches!(
        fixture.organisations.rename(&own, alstom.id, 1, "Åter", None).await,
        Err(Error::Conflict { .. })
    ));
    assert_eq!((renamed.name.as_str(), renamed.version), ("Alstom", 2));

    for (date, name) in [("2021-01-28", "Bombardier Transportation"), ("2021-01-29", "Alstom")] {
        let query = Query::first(10).filter(OrganisationName::as_of(day(date)));
        let names = fixture.organisations.names().page(&public(), &query).await?.rows;
        let borne: Vec<_> = names.iter().filter(|row| row.organisation == alstom.id).map(|row| &row.name).collect();
        assert_eq!(borne, [name], "{date}");
    }
    Ok(())
}

#[tokio::test]
async fn a_council_begins_with_two_members_and_its_seats_are_remembered() -> Result<()> {
    let fixture = Fixture::open().await?;
    let one = fixture.register("Bombardier Transportation", "556016-0680").await?;
    let two = fixture.register("Göteborgs Stad", "222000-0265").await?;
    let council = fixture.found().await?;
    let leader = leader(council.id);

    fixture.seat(council.id, one.id).await?;
    assert!(matches!(fixture.councils.activate(&leader, council.id, 1, None).await, Err(Error::Refused { .. })));
    let seat = fixture.seat(council.id, two.id).await?;
    assert!(matches!(
        fixture.invite(council.id, two.id).await,
        Err(Error::Refused { rule: rules::MANDATES_OVERLAP, .. })
    ));
    let council = fixture.councils.activate(&leader, council.id, 1, None).await?;
    assert_eq!(council.status, CouncilStatus::Active);

    fixture.memberships.end_mandate(&leader, seat.id, seat.version, Some(day("2020-07-31")), "Ersatt").await?;
    assert_eq!((fixture.held_on("2020-07-31").await?, fixture.held_on("2020-08-01").await?), (2, 1));
    let ending = DissolveCouncil {
        id: council.id,
        expected_version: council.version,
        reason: "Uppdraget är slutfört".to_owned(),
        decision: None,
    };
    let council = fixture.councils.dissolve(&leader, ending).await?;
    assert_eq!(council.status, CouncilStatus::Dissolved);
    let seats = fixture.memberships.read().page(&public(), &Query::first(10)).await?.rows;
    assert!(seats.iter().all(|seat| seat.status == MembershipStatus::Ended));
    assert_eq!((fixture.held_on("2021-06-30").await?, fixture.held_on("2021-07-01").await?), (1, 0));
    let places = fixture.seats.read().page(&public(), &Query::first(10)).await?.rows;
    assert_eq!(places.iter().map(|place| place.closed_on).collect::<Vec<_>>(), [Some(day("2021-06-30")); 2]);
    assert!(matches!(
        fixture.invite(council.id, two.id).await,
        Err(Error::Refused { rule: councils::council::rules::COUNCIL_IS_DISSOLVED, .. })
    ));
    Ok(())
}

#[tokio::test]
async fn an_invitation_is_answered_by_the_invited_or_noted_by_the_council() -> Result<()> {
    let fixture = Fixture::open().await?;
    let one = fixture.register("Bombardier Transportation", "556016-0680").await?;
    let two = fixture.register("Göteborgs Stad", "222000-0265").await?;
    let council = fixture.found().await?;
    let seat = fixture.invite(council.id, one.id).await?;
    assert!(matches!(fixture.memberships.accept(&contact(two.id), seat.id, 1).await, Err(Error::Denied)));
    assert!(matches!(fixture.memberships.accept(&public(), seat.id, 1).await, Err(Error::Denied)));
    let seat = fixture.memberships.accept(&leader(council.id), seat.id, 1).await?;
    let early = fixture.memberships.start_mandate(&contact(one.id), seat.id, seat.version, None).await;
    assert!(matches!(early, Err(Error::Denied)));
    Ok(())
}

#[tokio::test]
async fn workforce_figures_stay_with_their_organisation() -> Result<()> {
    let fixture = Fixture::open().await?;
    let one = fixture.register("Bombardier Transportation", "556016-0680").await?;
    let two = fixture.register("Göteborgs Stad", "222000-0265").await?;
    let workforce = WorkforceSnapshots::new(&fixture.db);
    let command = |organisation| ReportWorkforce {
        organisation,
        counted_on: day("2021-01-01"),
        women: 39,
        men: 61,
        others: 0,
        source: None,
    };
    workforce.report(&contact(one.id), command(one.id)).await?;
    let again = workforce.report(&contact(one.id), command(one.id)).await;
    assert!(matches!(again, Err(Error::Invalid { rule: kernel::error::rules::KEY_IS_TAKEN, .. })), "{again:?}");
    assert!(matches!(workforce.report(&contact(one.id), command(two.id)).await, Err(Error::Denied)));
    for (request, seen) in [(contact(one.id), 1), (contact(two.id), 0), (public(), 0)] {
        assert_eq!(workforce.read().count(&request, &Filter::default()).await?, seen);
    }
    Ok(())
}

#[tokio::test]
async fn a_role_is_held_from_its_first_day_until_it_is_ended() -> Result<()> {
    let fixture = Fixture::open().await?;
    let council = fixture.found().await?;
    let roles = RoleAssignments::new(&fixture.db);
    let today = day("2021-06-30");
    let before = last_change(&fixture.db).await?;
    let command = AssignRole {
        issuer: "i".into(),
        subject: "someone".into(),
        role: Role::CouncilChair,
        organisation: None,
        council: Some(council.id),
        hub: None,
        project: None,
        participant: None,
        valid_from: None,
        valid_to: None,
    };
    let role = roles.assign(&leader(council.id), command).await?;
    let given = last_change(&fixture.db).await?;
    assert!(before < given);
    let now = held(&fixture.db, "i", "someone", today).await?;
    assert_eq!(
        now.iter().map(|held| (held.role, held.council)).collect::<Vec<_>>(),
        [(Role::CouncilChair, Some(council.id))]
    );
    assert!(held(&fixture.db, "i", "someone", day("2021-06-29")).await?.is_empty());
    assert!(held(&fixture.db, "another", "someone", today).await?.is_empty());
    assert_eq!(roles.read().count(&leader(council.id), &RoleAssignment::as_of(today)).await?, 1);
    assert_eq!(roles.read().count(&public(), &Filter::default()).await?, 0);

    roles.end(&leader(council.id), role.id, role.version, None, "Avsagt sig").await?;
    assert!(given < last_change(&fixture.db).await?);
    assert!(held(&fixture.db, "i", "someone", today).await?.is_empty());
    assert_eq!(roles.read().count(&leader(council.id), &RoleAssignment::as_of(today)).await?, 0);
    Ok(())
}
