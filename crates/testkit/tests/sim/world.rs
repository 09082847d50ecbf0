//! Time, the network, and trouble: everything that happens, in an order that the seed decides.

use sync::{
    Event,
    engine::{Failure, Ticket},
};
use testkit::Chance;
use values::{Code, OrderId, Problem};
use wire::{Page, PushAnswer};

use crate::{
    desk::{Desk, Request},
    properties,
    server::Server,
    work::{self, Done, Typing},
};

/// What happens while there is trouble.
const STEPS: usize = 130;

/// How long everything may take to come to rest, in milliseconds: everything is loaded anew twice an hour at most.
const CALM_MS: u64 = 4 * 3_600_000;

const TEN_YEARS_MS: i64 = 3_652 * 24 * 3_600_000;

pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) chance: Chance,
    now: u64,
    pub(crate) server: Server,
    pub(crate) desks: Vec<Desk>,
    mail: Vec<Mail>,
    /// Every order that was made.
    pub(crate) orders: Vec<OrderId>,
    typing: Typing,
    /// What people did and were told to be done, oldest first, with the desk.
    pub(crate) done: Vec<(u8, Done)>,
    /// Whether the server has forgotten tombstones: who begins later cannot know of them.
    pub(crate) forgot_tombstones: bool,
    trouble: bool,
}

/// Something on its way.
#[derive(Debug, Clone)]
struct Mail {
    desk: usize,
    life: u64,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Request(Request),
    Pushed(Ticket, String),
    PushFailed(Ticket, Failure),
    Paged(Ticket, String),
    PullFailed(Ticket, Failure),
}

/// One run.
pub(crate) async fn run(seed: u64) {
    let mut world = World::new(seed).await;
    for _ in 0..STEPS {
        world.something().await;
    }
    world.calm_down().await;
    world.come_to_rest().await;
    world.another_desk().await;
    properties::hold_at_rest(&world).await;
    for desk in &world.desks {
        desk.close().await;
    }
    world.server.close().await;
}

impl World {
    async fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let mut desks = Vec::new();
        for number in 1..=2 + u8::from(chance.in_every(1, 3)) {
            let apps = 1 + usize::from(chance.in_every(1, 5));
            desks.push(Desk::new(seed, number, apps).await);
        }
        Self {
            seed,
            chance,
            now: 1,
            server: Server::new().await,
            desks,
            mail: Vec::new(),
            orders: Vec::new(),
            typing: Typing::new(),
            done: Vec::new(),
            forgot_tombstones: false,
            trouble: true,
        }
    }

    /// One thing that happens.
    async fn something(&mut self) {
        let millis = self.chance.bits() % 2_000;
        self.pass(millis);
        match self.chance.below(40) {
            0..=8 => self.work().await,
            9 | 10 => self.fault().await,
            _ => {
                self.go_on().await;
            }
        }
    }

    fn pass(&mut self, millis: u64) {
        self.now += millis;
        self.server.at(self.now);
        for desk in &self.desks {
            desk.set_clock(self.now);
        }
    }

    /// Somebody works.
    async fn work(&mut self) {
        let at = self.chance.below(self.desks.len());
        let desk = &mut self.desks[at];
        let done = work::do_anything(&desk.host, &mut self.orders, &mut self.typing, &mut self.chance).await;
        self.done.extend(done.into_iter().map(|done| (desk.number, done)));
        // The command line works beside the window, which learns of it with its next poll.
        if self.chance.in_every(4, 5) {
            desk.app_mut().inbox.push_back(Event::Edited);
        }
        properties::hold_always(desk, self.seed).await;
    }

    /// Something goes wrong.
    async fn fault(&mut self) {
        let at = self.chance.below(self.desks.len());
        let desk = &mut self.desks[at];
        match self.chance.below(10) {
            0 | 1 => desk.crash().await,
            2 | 3 => desk.restart(self.chance.below(2)).await,
            4 => self.server.restart().await,
            5 => {
                desk.clock_off = match self.chance.below(3) {
                    0 => 0,
                    1 => TEN_YEARS_MS,
                    _ => -TEN_YEARS_MS,
                }
            }
            6 => desk.disk_is_full = !desk.disk_is_full,
            7 => {
                let event = [Event::NetworkReturned, Event::Hint, Event::Asked][self.chance.below(3)].clone();
                desk.app_mut().inbox.push_back(event);
            }
            8 if self.seed.is_multiple_of(5) => {
                // The newest quarter of the numbers stays.
                let up_to = self.server.newest() * 3 / 4;
                self.server.forget_tombstones(up_to).await;
                self.forgot_tombstones = true;
            }
            _ => {
                let open = self.chance.in_every(1, 2);
                desk.app_mut().inbox.push_back(Event::Hints { open });
            }
        }
    }

    /// Something that is under way goes on; `false` if nothing is.
    async fn go_on(&mut self) -> bool {
        let mut ways: Vec<(usize, Way)> = Vec::new();
        for (at, desk) in self.desks.iter().enumerate() {
            let program = desk.app();
            if !program.inbox.is_empty() {
                ways.push((at, Way::Event));
            }
            if !program.todo.is_empty() {
                ways.push((at, Way::Effect));
            }
            if program.wake_at.is_some_and(|wake_at| wake_at <= self.now) {
                ways.push((at, Way::Wake));
            }
        }
        ways.extend((0..self.mail.len()).map(|at| (at, Way::Mail)));
        if ways.is_empty() {
            return false;
        }
        let (at, way) = ways.swap_remove(self.chance.below(ways.len()));
        let bits = self.chance.bits();
        match way {
            Way::Event => {
                let event = self.desks[at].app_mut().inbox.pop_front().unwrap();
                self.desks[at].step(event, self.now, bits).await;
            }
            Way::Wake => {
                self.desks[at].app_mut().wake_at = None;
                self.desks[at].step(Event::Tick, self.now, bits).await;
            }
            Way::Effect => self.effect(at).await,
            Way::Mail => self.deliver(at).await,
        }
        true
    }

    /// Carries out what a program is to do; it may end before, and right behind.
    async fn effect(&mut self, at: usize) {
        if self.ends() {
            self.desks[at].restart(self.chance.below(2)).await;
            return;
        }
        let (request, put_on) = self.desks[at].act().await;
        if put_on {
            properties::hold_after_pull(&self.desks[at], self.seed).await;
        }
        if self.ends() {
            self.desks[at].restart(self.chance.below(2)).await;
            return;
        }
        if let Some(request) = request {
            let life = self.desks[at].app().life;
            self.mail.push(Mail { desk: at, life, what: What::Request(request) });
        }
    }

    /// Whether a program ends just now.
    fn ends(&mut self) -> bool {
        self.trouble && self.chance.in_every(1, 60)
    }

    /// Something arrives, or does not.
    async fn deliver(&mut self, at: usize) {
        let mail = self.mail.swap_remove(at);
        let Mail { desk, life, what } = mail.clone();
        if self.trouble && self.chance.in_every(1, 10) {
            // It comes twice.
            self.mail.push(mail);
        }
        let is_lost = self.trouble && self.chance.in_every(1, 10);
        let back = |what: What| Mail { desk, life, what };
        match what {
            What::Request(request) if is_lost => self.mail.push(back(lost(&request))),
            What::Request(request) => {
                let answer = self.ask(desk, &request).await;
                self.mail.push(back(answer));
            }
            What::Pushed(ticket, _) if is_lost => {
                self.mail.push(back(What::PushFailed(ticket, Failure::Lost)));
            }
            What::Paged(ticket, _) if is_lost => {
                self.mail.push(back(What::PullFailed(ticket, Failure::Lost)));
            }
            _ if self.desks[desk].app().life != life => {}
            What::Pushed(ticket, text) => {
                let answer = PushAnswer::read(&text).unwrap();
                self.desks[desk].app_mut().inbox.push_back(Event::Pushed(ticket, answer));
            }
            What::Paged(ticket, text) => {
                let page = Page::read(&text).unwrap();
                self.desks[desk].app_mut().inbox.push_back(Event::Paged(ticket, page));
            }
            What::PushFailed(ticket, failure) => {
                self.desks[desk].app_mut().inbox.push_back(Event::PushFailed(ticket, failure));
            }
            What::PullFailed(ticket, failure) => {
                self.desks[desk].app_mut().inbox.push_back(Event::PullFailed(ticket, failure));
            }
        }
    }

    /// The server's answer, or none although it did something.
    async fn ask(&mut self, desk: usize, request: &Request) -> What {
        let device = self.desks[desk].number;
        if self.trouble && self.chance.in_every(1, 20) {
            return refused(request, self.refusal());
        }
        match request {
            Request::Push(ticket, text) => {
                let cut = self.trouble && self.chance.in_every(1, 8);
                let at_most = if cut { self.chance.below(4) } else { usize::MAX };
                let answer = self.server.push(device, text, at_most).await;
                if cut {
                    if self.chance.in_every(1, 2) {
                        self.server.restart().await;
                    }
                    return What::PushFailed(*ticket, Failure::Lost);
                }
                match answer {
                    Ok(text) => What::Pushed(*ticket, text),
                    Err(failure) => What::PushFailed(*ticket, failure),
                }
            }
            Request::Fetch(ticket, fetch) => {
                let rows = if self.chance.in_every(1, 2) { 1 + self.chance.below(6) } else { 1_000 };
                match self.server.fetch(device, fetch, rows).await {
                    Ok(text) => What::Paged(*ticket, text),
                    Err(failure) => What::PullFailed(*ticket, failure),
                }
            }
        }
    }

    /// How a server refuses to do anything for now: it is busy, newer than the desk, or older.
    fn refusal(&mut self) -> Failure {
        match self.chance.below(4) {
            0 => Failure::Busy(Some(30)),
            1 => Failure::Busy(None),
            2 => {
                let problem = Problem::new(Code::ClientTooOld).with("min_version", "9.9");
                Failure::Refused(problem)
            }
            _ => Failure::Refused(Problem::new(Code::ReqMalformed).in_field("protocol")),
        }
    }

    /// The trouble ends; whatever stopped is asked to go on.
    async fn calm_down(&mut self) {
        self.trouble = false;
        for desk in &mut self.desks {
            desk.disk_is_full = false;
            desk.clock_off = 0;
        }
        // What is on its way may stop a lane yet.
        while self.go_on().await {}
        for desk in &mut self.desks {
            desk.app_mut().inbox.push_back(Event::Asked);
            desk.app_mut().inbox.push_back(Event::Hints { open: false });
        }
    }

    /// Everything that is under way ends, and time passes, until nobody has anything left to do.
    async fn come_to_rest(&mut self) {
        let until = self.now + CALM_MS;
        // Twice in a row nothing was left, a poll apart: what one desk sent last has come down to the others.
        let mut quiet = 0;
        while quiet < 2 {
            while self.go_on().await {}
            let (mut rest, newest) = (true, self.server.newest());
            for desk in &self.desks {
                rest &= desk.is_at_rest(newest).await;
            }
            quiet = if rest { quiet + 1 } else { 0 };
            let waits: Vec<String> = self.desks.iter().map(describe).collect();
            assert!(self.now < until, "P5: the queues do not drain: {waits:?}");
            self.pass(90_000);
        }
        while self.go_on().await {}
    }

    /// A desk that begins now gets everything from the server.
    async fn another_desk(&mut self) {
        let number = u8::try_from(self.desks.len() + 1).unwrap();
        let desk = Desk::new(self.seed, number, 1).await;
        desk.set_clock(self.now);
        self.desks.push(desk);
        while self.go_on().await {}
    }
}

/// Ways to go on.
enum Way {
    Event,
    Effect,
    Wake,
    Mail,
}

fn lost(request: &Request) -> What {
    refused(request, Failure::Lost)
}

fn refused(request: &Request, failure: Failure) -> What {
    match request {
        Request::Push(ticket, _) => What::PushFailed(*ticket, failure),
        Request::Fetch(ticket, _) => What::PullFailed(*ticket, failure),
    }
}

fn describe(desk: &Desk) -> String {
    format!("desk {}: {:?}", desk.number, desk.app().status)
}
