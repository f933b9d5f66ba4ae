#include "common/ims/sender/fetcher.hpp"

#include "tests/support/store_fixture.hpp"
#include "tests/unit/ims/sender/scene.hpp"

using namespace scene;

namespace {

/// A fetcher in the middle of its work, step by step.
class Fetching {
  public:
    explicit Fetching(Stage& stage) : fetcher(stage.context()), stage_(stage) {
        stage.meanwhile = [this] { settle(); };
        settle();
    }
    Fetching(const Fetching&) = delete;
    Fetching& operator=(const Fetching&) = delete;
    ~Fetching() {
        stage_.meanwhile = [] {};
    }
    void settle() { pass(Milliseconds(0)); }
    void pass(Milliseconds length) {
        constexpr int kEnough = 8;
        stage_.clock.let_pass(length);
        while (!fetcher.is_over() && !stage_.clock.has_passed())
            fetcher.round();
        stage_.clock.let_pass(Milliseconds(0));
        for (int i = 0; i < kEnough && !fetcher.is_over(); ++i)
            fetcher.round();
    }

    Fetcher fetcher;

  private:
    Stage& stage_;
};

Stage& with_client_id(Stage& stage) {
    stage.settings.mode = Mode::Resume;
    stage.settings.client.client_id = "CLIENT01";
    return stage;
}

/// A fetcher with a ticket in each message, which has one for each second.
class WithTickets : public StoreFixture {
  public:
    explicit WithTickets(Stage& stage) : StoreFixture(stage.notes.time) {
        racf::Options options;
        options.active = {"PTKTDATA"};
        options.raclist = {"PTKTDATA"};
        this->options(options);
        commit(racf::PutResource{keyed("APPLI2I", "E001193519561977")});
        refresh(racf::ptktdata_class());
        with_client_id(stage).settings.ticket_per_message = true;
        const passticket::Subject subject{racf::UserId::parse("USER0002").value(),
                                          racf::ApplName::parse("APPLI2I").value()};
        stage.tickets = Tickets::open(stage.notes, stage.settings, subject,
                                      store::Store::open(root()).value())
                            .value();
    }
};

constexpr std::uint32_t kTimerExpired = 36;

}  // namespace

TEST_CASE("output is written out, then acknowledged, until there is no more") {
    Stage stage;
    Fetching fetching(with_client_id(stage));
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    CHECK(partner.last().irm.f4 == ims_wire::MessageKind::ResumeTpipe);
    for (const std::string_view text : {"A", "B"}) {
        partner.give(text);
        fetching.settle();
        CHECK(partner.gets(1));
        CHECK(partner.last().irm.f4 == ims_wire::MessageKind::Ack);
    }
    CHECK(stage.notes.results == Texts{"1 output A", "2 output B"});
    partner.refuse(kTimerExpired, 0);
    fetching.settle();
    REQUIRE(fetching.fetcher.is_over());
    CHECK(fetching.fetcher.end().value().worst == Verdict::Worst::Nothing);
}

TEST_CASE("output that cannot be written out is not acknowledged") {
    Stage stage;
    Fetching fetching(with_client_id(stage));
    Partner partner = stage.accept();
    stage.notes.lost = true;
    partner.give("A");
    fetching.settle();
    REQUIRE(fetching.fetcher.is_over());
    CHECK_FALSE(fetching.fetcher.end().ok());
    CHECK(partner.gets(1));  // RESUME TPIPE
}

TEST_CASE("as many are fetched as are wanted, and the last one is acknowledged") {
    Stage stage;
    stage.settings.client.max_messages = 1;
    Fetching fetching(with_client_id(stage));
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    partner.give("A");
    fetching.settle();
    CHECK(fetching.fetcher.is_over());
    CHECK(partner.gets(1));
    CHECK(stage.notes.results == Texts{"1 output A"});
}

TEST_CASE("a connection that is lost is asked for anew after a pause") {
    Stage stage;
    stage.settings.retry = 1;
    Fetching fetching(with_client_id(stage));
    stage.accept().close();
    fetching.settle();
    CHECK_FALSE(fetching.fetcher.is_over());
    REQUIRE(stage.notes.said.size() == 1);
    CHECK(stage.nobody_connects());
    fetching.pass(Milliseconds(1'000));
    Partner again = stage.accept();
    CHECK(again.gets(1));
    again.close();
    fetching.settle();
    CHECK(fetching.fetcher.is_over());
    CHECK(fetching.fetcher.end().value().failure == base::ErrorKind::Unavailable);
}

TEST_CASE("the answer to RESUME TPIPE may take its timer and the time of an answer") {
    Stage stage;
    stage.settings.client.timer = ims_wire::encode_timer(std::chrono::seconds(5));
    Fetching fetching(with_client_id(stage));
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    fetching.pass(Milliseconds(14'999));
    CHECK_FALSE(fetching.fetcher.is_over());
    fetching.pass(Milliseconds(1));
    REQUIRE(fetching.fetcher.is_over());
    CHECK(stage.notes.said ==
          Texts{fmt::format("127.0.0.1:{}: no answer within 10000 ms", stage.connection.port)});
}

TEST_CASE("a fetcher is stopped wherever it is") {
    Stage stage;
    Fetching fetching(with_client_id(stage));
    Partner partner = stage.accept();
    fetching.fetcher.stop();
    CHECK(fetching.fetcher.end().value().worst == Verdict::Worst::Nothing);
    CHECK(partner.gets(1));
    CHECK(partner.comes_to_the_end());
}

TEST_CASE("a signal lets output that was written out be acknowledged, or it would come again") {
    Stage stage;
    const WithTickets tickets(stage);
    Fetching fetching(stage);
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    partner.give("A");
    fetching.settle();
    CHECK(stage.notes.results == Texts{"1 output A"});
    CHECK(partner.messages() == 0);  // the ACK waits for the second of its ticket
    fetching.fetcher.stop();
    CHECK_FALSE(fetching.fetcher.is_over());
    SECTION("which ends the run") {
        stage.notes.time += base::Seconds(1);
        fetching.pass(Milliseconds(400));
        CHECK(fetching.fetcher.is_over());
        CHECK(partner.gets(1));
        CHECK(partner.last().irm.f4 == ims_wire::MessageKind::Ack);
    }
    SECTION("but a second one ends it at once") {
        fetching.fetcher.stop();
        CHECK(fetching.fetcher.is_over());
    }
    CHECK(fetching.fetcher.end().value().worst == Verdict::Worst::Nothing);
}

TEST_CASE("what came behind output is heard once that is acknowledged, however late") {
    Stage stage;
    const WithTickets tickets(stage);
    Fetching fetching(stage);
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    partner.give("A");
    partner.give("B");
    fetching.settle();
    CHECK(stage.notes.results == Texts{"1 output A"});
    stage.notes.time += base::Seconds(1);
    fetching.pass(Milliseconds(400));
    CHECK(partner.gets(1));
    CHECK(stage.notes.results == Texts{"1 output A", "2 output B"});
}
