// The layouts of the topics "Viewing OTMA connection information" and "Viewing MSC connection
// information", and of the display of QUERY MEMBER: labels and their order.
#include "common/ims/operator/display.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_operator;

namespace {

Remote remote() {
    Remote one;
    one.id = "ICON2B";
    one.ip_address = "9.30.221.55";
    one.port = 8888;
    one.persistent = true;
    one.idleto = 3000;
    one.resvsoc = 2;
    one.userid = "ICONUSRA";
    one.clients = {{"OTM924FA", "MSC12", Activity::Conn, 5941, 1028},
                   {"OTM924FB", "MSC12", Activity::Recv, 3, 1029}};
    return one;
}

Snapshot snapshot() {
    Snapshot all;
    all.id = "HWSB";
    all.racf = true;
    all.maxsoc = 50;
    all.numsoc = 3;
    all.timeout = 5000;
    all.version = "1.0";
    all.datastores = {
        {"IMSB", "XCFGRPB", "HWSB", "IMSB", "HWS$DEF", "IMSBAPPL", 2147483647, 120, 5000}};
    all.ports = {{8888,
                  "127.0.0.1",
                  true,
                  {{"CLIENT01", "USER0002", "PART", Activity::Recv, 7, 4711, "10.0.0.1", 2}}}};
    all.remotes = {remote()};
    all.paths = {{"MSC12",
                  false,
                  "MSC21",
                  {"IMS1", "IMS1X"},
                  "IMS2",
                  "ICON2B",
                  "",
                  "HWS1",
                  "PLEX1",
                  {{"MSCBB435", "MSC84CF7", "active", 7}}}};
    return all;
}

}  // namespace

TEST_CASE("VIEWRMT has the nine kinds of lines in their order, with USERID for OTMA") {
    CHECK(*view_rmt(snapshot(), "ICON2B") ==
          "HWSC0001I RMTIMSCON=ICON2B    STATUS=ACTIVE\n"
          "HWSC0001I IP-ADDRESS=009.030.221.055  PORT=8888\n"
          "HWSC0001I HOSTNAME=\n"
          "HWSC0001I AUTOCONN=N  PERSISTENT=Y\n"
          "HWSC0001I IDLETO=3000\n"
          "HWSC0001I RESVSOC=2  NUMSOC=2\n"
          "HWSC0001I SENDCLNT USERID   STATUS  SECOND SENDPORT\n"
          "HWSC0001I OTM924FA ICONUSRA CONN      5941     1028\n"
          "HWSC0001I OTM924FB ICONUSRA RECV         3     1029\n"
          "HWSC0001I TOTAL SENDCLNTS=2 RECV=1 CONN=1 XMIT=0 OTHER=0\n");
}

TEST_CASE("VIEWRMT shows LCLPLKID for MSC, and a stopped connection as not active") {
    Snapshot all = snapshot();
    all.remotes[0].serves_msc = true;
    all.remotes[0].stopped = true;
    const std::string text = *view_rmt(all, "ALL");
    CHECK(text.find("STATUS=NOT ACTIVE\n") != std::string::npos);
    CHECK(text.find("SENDCLNT LCLPLKID STATUS  SECOND SENDPORT\n") != std::string::npos);
    CHECK(text.find("OTM924FA MSC12    CONN") != std::string::npos);
}

TEST_CASE("VIEWMSC has the keywords of the statement, and a line for each link") {
    CHECK(*view_msc(snapshot(), "MSC12") ==
          "HWSC0001I MSC=MSC12     STATUS=ACTIVE\n"
          "HWSC0001I RMTPLKID=MSC21     RMTIMSCON=ICON2B\n"
          "HWSC0001I LCLIMS=IMS1,IMS1X  RMTIMS=IMS2\n"
          "HWSC0001I GENIMSID=\n"
          "HWSC0001I IMSPLEX MEMBER=HWS1  TMEMBER=PLEX1\n"
          "HWSC0001I LINK     RECVCLNT STATUS   SECOND\n"
          "HWSC0001I MSCBB435 MSC84CF7 ACTIVE        7\n"
          "HWSC0001I TOTAL LINKS=1\n");
    Snapshot all = snapshot();
    all.paths[0].stopped = true;
    all.paths[0].links.clear();
    const std::string text = *view_msc(all, "ALL");
    CHECK(text.find("MSC=MSC12     STATUS=NOT ACTIVE\n") != std::string::npos);
    CHECK(text.find("RECVCLNT") == std::string::npos);
    const auto json = msc_json(snapshot(), "MSC12").value();
    CHECK(*json.find("links")->as_array()->front().find("link")->as_string() == "MSCBB435");
    CHECK(msc_json(snapshot(), "MSC99").error().kind == base::ErrorKind::NotFound);
}

TEST_CASE("VIEWPORT has a heading, a line for each client, and totals") {
    CHECK(*view_port(snapshot(), "8888") ==
          "HWSC0001I PORT=8888 STATUS=ACTIVE\n"
          "HWSC0001I CLIENTID USERID   TRANCODE STATUS  SECOND CLNTPORT IP-ADDRESS\n"
          "HWSC0001I CLIENT01 USER0002 PART     RECV         7     4711 010.000.000.001\n"
          "HWSC0001I TOTAL CLIENTS=1 RECV=1 CONN=0 XMIT=0 OTHER=0\n");
}

TEST_CASE("VIEWHWS goes from HWS over data stores to ports, and a summary names no clients") {
    const std::string text = view_hws(snapshot(), false);
    std::size_t at = 0;
    for (const char* label :
         {"HWS ID=HWSB", "MAXSOC=50", "TIMEOUT=5000", "RRS=N",
          "VERSION=", "SUPER MEMBER NAME=", "ADAPTER=", "DATASTORE=IMSB",
          "GROUP=", "TARGET MEMBER=IMSB", "DEFAULT REROUTE NAME=", "RACF APPL NAME=IMSBAPPL",
          "OTMA ACEE AGING VALUE=2147483647", "OTMA ACK TIMEOUT VALUE=120",
          "OTMA MAX INPUT MESSAGE=5000", "NO ACTIVE IMSPLEX", "PORT=8888", "CLIENT01"}) {
        INFO(label);
        at = text.find(label, at);
        REQUIRE(at != std::string::npos);
    }
    CHECK(view_hws(snapshot(), true).find("CLIENT01") == std::string::npos);
}

TEST_CASE("one thing is an object, ALL is an array, and an unknown name is nothing") {
    CHECK(rmt_json(snapshot(), "ICON2B")->find("numsoc")->as_integer() == 2);
    CHECK(ds_json(snapshot(), "ALL")->as_array()->size() == 1);
    CHECK(port_json(snapshot(), "8888")->find("client_list")->as_array()->size() == 1);
    CHECK(hws_json(snapshot(), true).find("ports")->as_array()->front().find("client_list") ==
          nullptr);
    CHECK(view_port(snapshot(), "9999").error().kind == base::ErrorKind::NotFound);
    CHECK(rmt_json(snapshot(), "ICON9").error().kind == base::ErrorKind::NotFound);
}

TEST_CASE("dotted addresses are padded, all others stay as they are") {
    CHECK(padded_address("9.30.221.55") == "009.030.221.055");
    for (const char* other : {"::1", "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "a.b.c.d"})
        CHECK(padded_address(other) == other);
}
