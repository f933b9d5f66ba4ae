#include "common/racf/irrdbu00/record.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::irrdbu00;

namespace {

const base::Instant kMoment = base::instant(1715941445);  // 2024-05-17T10:24:05Z

std::string cut_out(const std::string& line, std::size_t start, std::size_t end) {
    return line.substr(start - 1, end - start + 1);
}

}  // namespace

TEST_CASE("a group's basic record has its values in the documented columns") {
    const std::string line = RecordWriter("0100")
                                 .text("GPBD_NAME", "PAYROLL")
                                 .text("GPBD_SUPGRP_ID", "SYS1")
                                 .date("GPBD_CREATE_DATE", kMoment)
                                 .flag("GPBD_NOTERMUACC", false)
                                 .flag("GPBD_UNIVERSAL", true)
                                 .line();
    REQUIRE(line.size() == 363);  // ends in column 362, then the line end
    CHECK(line.starts_with("0100 PAYROLL  SYS1     2024-05-17 "));
    CHECK(cut_out(line, 53, 56) == "NO  ");
    CHECK(cut_out(line, 359, 362) == "YES ");
}

TEST_CASE("numbers are padded with zeros, times and dates have their own columns") {
    const std::string line = RecordWriter("0205")
                                 .time("USCON_LASTCON_TIME", kMoment)
                                 .date("USCON_LASTCON_DATE", kMoment)
                                 .number("USCON_INIT_CNT", 42)
                                 .line();
    CHECK(cut_out(line, 44, 62) == "10:24:05 2024-05-17");
    CHECK(cut_out(line, 73, 77) == "00042");
}

TEST_CASE("the multi-factor fall-back takes four columns and leaves one blank more behind it") {
    const std::string line = RecordWriter("0200")
                                 .flag("USBD_MFA_FALLBACK", false)
                                 .text("USBD_PHR_INTERVAL", "90")
                                 .line();
    CHECK(cut_out(line, 639, 648) == "NO   90   ");
}

TEST_CASE("what does not fit its column is cut, and told") {
    RecordWriter writer("0203");
    writer.text("USGCON_NAME", "TOOLONGNAME").text("USGCON_GRP_ID", "A\nB");
    CHECK(writer.line() == "0203 TOOLONGN A B     \n");
    CHECK(writer.altered() == std::vector<std::string_view>{"USGCON_NAME", "USGCON_GRP_ID"});
    RecordWriter count("0505");
    count.number("GRACC_ACCESS_CNT", 123456);
    CHECK(cut_out(count.line(), 280, 284) == "99999");
    CHECK(count.altered().size() == 1);
}

TEST_CASE("a short record reads as if blanks were behind it") {
    RecordReader in(*find_layout("0205"), "0205 KIM      SYS1     2024-05-17 IBMUSER");
    CHECK(in.text("USCON_OWNER_ID") == "IBMUSER");
    CHECK(in.text("USCON_UACC").empty());
    CHECK(in.access("USCON_UACC") == racf::Access::None);
    CHECK_FALSE(in.number("USCON_INIT_CNT").has_value());
    CHECK_FALSE(in.flag("USCON_REVOKE"));
    CHECK_FALSE(in.date("USCON_REVOKE_DATE").has_value());
    CHECK_FALSE(in.error().has_value());
}

TEST_CASE("flags are read in any case, since releases differ") {
    const std::string record = "0540 X" + std::string(273, ' ') + "Yes  no   YES ";
    RecordReader in(*find_layout("0540"), record);
    CHECK(in.flag("GRST_TRUSTED"));
    CHECK_FALSE(in.flag("GRST_PRIVILEGED"));
    CHECK(in.flag("GRST_TRACE"));
    CHECK_FALSE(in.error().has_value());
}

TEST_CASE("the first wrong column is kept with its place") {
    RecordReader in(*find_layout("0205"), "0205 KIM      SYS1     2024-13-17 IBMUSER");
    CHECK_FALSE(in.date("USCON_CONNECT_DATE").has_value());
    CHECK_FALSE(in.flag("USCON_OWNER_ID"));
    REQUIRE(in.error().has_value());
    CHECK(in.error()->where == base::Span{23, 10});
    CHECK(in.error()->message ==
          "USCON_CONNECT_DATE '2024-13-17' is not a date in the form yyyy-mm-dd");
}

TEST_CASE("columns count characters: a name that is not ASCII shifts nothing") {
    const std::string line = RecordWriter("0200")
                                 .text("USBD_NAME", "KIM")
                                 .text("USBD_PROGRAMMER", "J\xC3\xBCrgen \xC3\x96")
                                 .text("USBD_DEFGRP_ID", "SYS1")
                                 .line();
    RecordReader in(*find_layout("0200"), line.substr(0, line.size() - 1));
    CHECK(in.text("USBD_PROGRAMMER") == "J\xC3\xBCrgen \xC3\x96");
    CHECK(in.text("USBD_DEFGRP_ID") == "SYS1");
}

TEST_CASE("a line in ISO 8859-1 becomes UTF-8") {
    std::string line = "0203 J\xFCRGEN   SYS1";
    RecordReader in(*find_layout("0203"), line);
    CHECK(in.text("USGCON_NAME") == "J\xC3\xBCRGEN");
    CHECK(in.text("USGCON_GRP_ID") == "SYS1");
}

TEST_CASE("types are two digits, and two digits or letters") {
    CHECK(has_record_type("0200 X"));
    CHECK(has_record_type("02G1 X"));
    CHECK(has_record_type("0200"));
    CHECK_FALSE(has_record_type("020"));
    CHECK_FALSE(has_record_type("0200X"));
    CHECK_FALSE(has_record_type("\xF0\xF2\xF0\xF0\x40"));  // EBCDIC
}
