#include <fstream>
#include <iterator>

#include "common/ims/config/mirror.hpp"
#include "tests/unit/ims/config/shown.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::ims_config;

namespace {

std::string sample(const std::string& name) {
    std::ifstream file(PTKT_TESTS_DIR "/samples/" + name, std::ios::binary);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Whether the first link of a member leads to the first one of another, whose port listens.
bool leads_to_first(const Config& from, const Config& to) {
    const Msc& link = from.mscs.front();
    const auto partners = partners_of(to, {link.lclplkid, link.rmtplkid, link.lclims, link.rmtims});
    const RmtImsCon* connection = find_rmtimscon(from, link.rmtimscon);
    return partners.ok() && partners->front() == &to.mscs.front() && connection != nullptr &&
           connection->port == to.tcpip.ports.front().id;
}

}  // namespace

TEST_CASE("the sample of a sender with PassTickets reads as it is meant") {
    const Config config = config_of(sample("HWSCFGS1"));
    CHECK(config.hws.id == "HWSA");
    CHECK(config.tcpip.ports.at(0).id == 9999);
    CHECK(config.tcpip.maxsoc == 100);
    REQUIRE(find_datastore(config, "IMSA") != nullptr);
    CHECK(find_datastore(config, "IMSA")->appl == "IMSAAPPL");
    CHECK(find_datastore(config, "IMSB") == nullptr);
    const RmtImsCon* rmt = find_rmtimscon(config, "ICON2");
    REQUIRE(rmt != nullptr);
    CHECK(rmt->host() == "LOCALHOST");
    CHECK(rmt->port == 8888);
    CHECK(rmt->appl == "APPLI2I");
    CHECK(rmt->userid == "USER0002");
    CHECK(rmt->persistent);
    CHECK(rmt->autoconn);
    CHECK(rmt->resvsoc == 2);
}

TEST_CASE("the sample of a receiver reads as it is meant") {
    const Config config = config_of(sample("HWSCFGR1"));
    CHECK(config.hws.racf);
    CHECK(config.hws.pswdmc == Pswdmc::Follow);
    CHECK(config.tcpip.ports.at(0).id == 8888);
    CHECK(config.datastores.at(0).ackto == 120);
    CHECK(config.rmtimscons.empty());
}

TEST_CASE("the samples of an MSC pair read as they are meant and mirror each other") {
    const Config one = config_of(sample("HWSCFGM1"));
    const Config two = config_of(sample("HWSCFGM2"));
    CHECK(one.mscs.at(0).imsplex->tmember == "PLEX1");
    CHECK(one.rmtimscons.at(0).userid == "ICONUSR1");
    CHECK(two.mscs.at(0).lclims == std::vector<std::string>{"IMS2"});
    CHECK(leads_to_first(one, two));
    CHECK(leads_to_first(two, one));
}

TEST_CASE("CRLF line ends and padding to 80 columns change nothing but places") {
    const std::string text = sample("HWSCFGS1");
    std::string padded;
    std::size_t column = 0;
    for (const char c : text) {
        if (c == '\n') {
            padded += std::string(80 - column, ' ') + "\r\n";
            column = 0;
        } else {
            padded += c;
            ++column;
        }
    }
    const Config config = config_of(padded);
    CHECK(config.rmtimscons.at(0).appl == "APPLI2I");
    CHECK(config.tcpip.exits == std::vector<std::string>{"HWSSMPL0", "HWSSMPL1"});
}

TEST_CASE("the link that a partner names is the statement that mirrors it") {
    const Config two = config_of(sample("HWSCFGM2"));
    const LinkNames good{"MSC12", "MSC21", {"IMS1"}, "IMS2"};
    REQUIRE(partners_of(two, good).ok());
    CHECK(partners_of(two, good).value() == std::vector<const Msc*>{&two.mscs.front()});
    const auto why = [&](auto change) {
        LinkNames names = good;
        change(names);
        return partners_of(two, names).error().what;
    };
    CHECK(why([](LinkNames& n) { n.rmtplkid = "MSC99"; }) == "no MSC of HWS2 has LCLPLKID=MSC99");
    CHECK(why([](LinkNames& n) { n.lclplkid = "MSC13"; }) ==
          "MSC MSC21 has RMTPLKID=MSC12, but the other side's LCLPLKID is MSC13");
    CHECK(why([](LinkNames& n) {
              n.lclims = {"IMS3", "IMS4"};
          }) == "MSC MSC21 has RMTIMS=IMS1, but the other side's LCLIMS is IMS3,IMS4");
    CHECK(why([](LinkNames& n) { n.rmtims = "IMS5"; }) ==
          "the other side's RMTIMS is IMS5, which is not in LCLIMS of MSC MSC21");
}

TEST_CASE("a generic IMS ID leads to all of its group that mirror the partner") {
    Config two = config_of(sample("HWSCFGM2"));
    two.mscs.front().genimsid = "GENIMS";
    Msc more = two.mscs.front();
    more.lclplkid = "MSC22";
    more.lclims = {"IMS22"};
    two.mscs.push_back(more);
    more.lclplkid = "MSC23";
    more.rmtims = "OTHER";
    two.mscs.push_back(more);
    const auto group = partners_of(two, {"MSC12", "MSC21", {"IMS1"}, "GENIMS"});
    REQUIRE(group.ok());
    CHECK(*group == std::vector<const Msc*>{&two.mscs[0], &two.mscs[1]});
    CHECK(partners_of(two, {"MSC12", "MSC21", {"IMS1"}, "IMS2"})->size() == 1);
    CHECK_FALSE(partners_of(two, {"MSC13", "MSC21", {"IMS1"}, "GENIMS"}).ok());
    Config one = config_of(sample("HWSCFGM1"));
    one.mscs.front().rmtims = "GENIMS";
    two.mscs.resize(1);
    CHECK(leads_to_first(one, two));
}
