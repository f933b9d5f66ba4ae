#include "common/racf/irrdbu00/layout.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"

namespace ptkt::irrdbu00 {

namespace {

// One table a record, in the order of the columns. Between two columns stands one blank. The
// columns of fields are in the tables of the fields; here are the others.
constexpr Column kGroupByHand[] = {
    {"GPBD_UACC", 44, 51, Kind::Text},
};
constexpr Column kSubgroup[] = {
    {"GPSGRP_NAME", 6, 13, Kind::Text},
    {"GPSGRP_SUBGRP_ID", 15, 22, Kind::Text},
};
constexpr Column kMember[] = {
    {"GPMEM_NAME", 6, 13, Kind::Text},
    {"GPMEM_MEMBER_ID", 15, 22, Kind::Text},
    {"GPMEM_AUTH", 24, 31, Kind::Text},
};
constexpr Column kGroupOmvsByHand[] = {
    {"GPOMVS_NAME", 6, 13, Kind::Text},
};
constexpr Column kUserByHand[] = {
    {"USBD_PWD_INTERVAL", 60, 62, Kind::Number},
    {"USBD_PWD_DATE", 64, 73, Kind::Date},
    {"USBD_NOPWD", 391, 394, Kind::Text},
    {"USBD_PWD_GEN", 401, 403, Kind::Number},
    {"USBD_SECLEVEL", 454, 456, Kind::Number},
    {"USBD_ACCESS_SUN", 480, 483, Kind::Flag},
    {"USBD_ACCESS_MON", 485, 488, Kind::Flag},
    {"USBD_ACCESS_TUE", 490, 493, Kind::Flag},
    {"USBD_ACCESS_WED", 495, 498, Kind::Flag},
    {"USBD_ACCESS_THU", 500, 503, Kind::Flag},
    {"USBD_ACCESS_FRI", 505, 508, Kind::Flag},
    {"USBD_ACCESS_SAT", 510, 513, Kind::Flag},
    {"USBD_START_TIME", 515, 522, Kind::Time},
    {"USBD_END_TIME", 524, 531, Kind::Time},
    {"USBD_PWDENV_EXISTS", 551, 554, Kind::Flag},
    {"USBD_PWD_ASIS", 556, 559, Kind::Flag},
    {"USBD_PHR_DATE", 561, 570, Kind::Date},
    {"USBD_PHR_GEN", 572, 574, Kind::Number},
    {"USBD_CERT_SEQN", 576, 585, Kind::Number},
    {"USBD_PPHENV_EXISTS", 587, 590, Kind::Flag},
    {"USBD_PWD_ALG", 592, 603, Kind::Text},
    {"USBD_LEG_PWDHIST_CT", 605, 607, Kind::Number},
    {"USBD_XPW_PWDHIST_CT", 609, 611, Kind::Number},
    {"USBD_PHR_ALG", 613, 624, Kind::Text},
    {"USBD_LEG_PHRHIST_CT", 626, 628, Kind::Number},
    {"USBD_XPW_PHRHIST_CT", 630, 632, Kind::Number},
    {"USBD_MFA_FALLBACK", 639, 642, Kind::Flag},
    {"USBD_PHR_INTERVAL", 644, 648, Kind::Text},
};
constexpr Column kUserClass[] = {
    {"USCLA_NAME", 6, 13, Kind::Text},
    {"USCLA_CLASS", 15, 22, Kind::Text},
};
constexpr Column kUserGroup[] = {
    {"USGCON_NAME", 6, 13, Kind::Text},
    {"USGCON_GRP_ID", 15, 22, Kind::Text},
};
constexpr Column kConnectionByHand[] = {
    {"USCON_NAME", 6, 13, Kind::Text},
    {"USCON_NOTERMUACC", 104, 107, Kind::Flag},
};
constexpr Column kUserTsoByHand[] = {
    {"USTSO_NAME", 6, 13, Kind::Text},
    {"USTSO_PERF_GROUP", 183, 192, Kind::Number},
};
constexpr Column kUserOmvsByHand[] = {
    {"USOMVS_NAME", 6, 13, Kind::Text},
};
constexpr Column kResourceByHand[] = {
    {"GRBD_NAME", 6, 251, Kind::Text},
    {"GRBD_CLASS_NAME", 253, 260, Kind::Text},
    {"GRBD_CLASS", 267, 269, Kind::Number},
    {"GRBD_LASTREF_DATE", 291, 300, Kind::Date},
    {"GRBD_ALTER_CNT", 313, 317, Kind::Number},
    {"GRBD_CONTROL_CNT", 319, 323, Kind::Number},
    {"GRBD_UPDATE_CNT", 325, 329, Kind::Number},
    {"GRBD_READ_CNT", 331, 335, Kind::Number},
    {"GRBD_AUDIT_LEVEL", 346, 353, Kind::Text},
    {"GRBD_GAUDIT_LEVEL", 359, 366, Kind::Text},
    {"GRBD_AUDIT_OKQUAL", 624, 631, Kind::Text},
    {"GRBD_AUDIT_FAQUAL", 633, 640, Kind::Text},
    {"GRBD_GAUDIT_OKQUAL", 642, 649, Kind::Text},
    {"GRBD_GAUDIT_FAQUAL", 651, 658, Kind::Text},
    {"GRBD_SINGLEDS", 665, 668, Kind::Flag},
    {"GRBD_AUTO", 670, 673, Kind::Flag},
    {"GRBD_TVTOC", 675, 678, Kind::Flag},
    {"GRBD_ACCESS_SUN", 689, 692, Kind::Flag},
    {"GRBD_ACCESS_MON", 694, 697, Kind::Flag},
    {"GRBD_ACCESS_TUE", 699, 702, Kind::Flag},
    {"GRBD_ACCESS_WED", 704, 707, Kind::Flag},
    {"GRBD_ACCESS_THU", 709, 712, Kind::Flag},
    {"GRBD_ACCESS_FRI", 714, 717, Kind::Flag},
    {"GRBD_ACCESS_SAT", 719, 722, Kind::Flag},
    {"GRBD_START_TIME", 724, 731, Kind::Time},
    {"GRBD_END_TIME", 733, 740, Kind::Time},
    {"GRBD_ZONE_OFFSET", 742, 746, Kind::Text},
    {"GRBD_ZONE_DIRECT", 748, 748, Kind::Text},
    {"GRBD_SECLEVEL", 750, 752, Kind::Number},
    {"GRBD_SECLABEL", 1010, 1017, Kind::Text},
};
constexpr Column kResourceMember[] = {
    {"GRMEM_NAME", 6, 251, Kind::Text},           {"GRMEM_CLASS_NAME", 253, 260, Kind::Text},
    {"GRMEM_MEMBER", 262, 516, Kind::Text},       {"GRMEM_GLOBAL_ACC", 518, 525, Kind::Text},
    {"GRMEM_PADS_DATA", 527, 534, Kind::Text},    {"GRMEM_VOL_NAME", 536, 541, Kind::Text},
    {"GRMEM_VMEVENT_DATA", 543, 547, Kind::Text}, {"GRMEM_SECLEVEL", 549, 553, Kind::Number},
    {"GRMEM_CATEGORY", 555, 559, Kind::Number},
};
constexpr Column kResourceAccess[] = {
    {"GRACC_NAME", 6, 251, Kind::Text},           {"GRACC_CLASS_NAME", 253, 260, Kind::Text},
    {"GRACC_AUTH_ID", 262, 269, Kind::Text},      {"GRACC_ACCESS", 271, 278, Kind::Text},
    {"GRACC_ACCESS_CNT", 280, 284, Kind::Number},
};
constexpr Column kConditionalAccess[] = {
    {"GRCACC_NAME", 6, 251, Kind::Text},           {"GRCACC_CLASS_NAME", 253, 260, Kind::Text},
    {"GRCACC_CATYPE", 262, 269, Kind::Text},       {"GRCACC_CANAME", 271, 278, Kind::Text},
    {"GRCACC_AUTH_ID", 280, 287, Kind::Text},      {"GRCACC_ACCESS", 289, 296, Kind::Text},
    {"GRCACC_ACCESS_CNT", 298, 302, Kind::Number}, {"GRCACC_NET_ID", 304, 311, Kind::Text},
    {"GRCACC_CACRITERIA", 313, 556, Kind::Text},
};
constexpr Column kSsignon[] = {
    {"GRSIGN_NAME", 6, 251, Kind::Text},         {"GRSIGN_CLASS_NAME", 253, 260, Kind::Text},
    {"GRSIGN_PROTECTION", 262, 325, Kind::Text}, {"GRSIGN_KEY_LABEL", 327, 390, Kind::Text},
    {"GRSIGN_TYPE", 392, 403, Kind::Text},       {"GRSIGN_TIMEOUT", 405, 414, Kind::Number},
    {"GRSIGN_REPLAY", 416, 419, Kind::Flag},
};
constexpr Column kStartedTaskByHand[] = {
    {"GRST_NAME", 6, 251, Kind::Text},
    {"GRST_CLASS_NAME", 253, 260, Kind::Text},
};

/// What stands in the column of a member, by its type.
template <typename Profile>
constexpr Kind kind_of(const racf::Field<Profile>& field) {
    if (!field.column.word.empty()) return Kind::Text;
    return std::visit(
        [](auto place) {
            if constexpr (std::is_member_object_pointer_v<decltype(place)>) {
                using Type = std::remove_cvref_t<decltype(std::declval<Profile>().*place)>;
                if (std::is_same_v<Type, bool>) return Kind::Flag;
                if (std::is_integral_v<Type>) return Kind::Number;
                if (std::is_same_v<Type, std::optional<std::int64_t>>) return Kind::Number;
                if (std::is_same_v<Type, base::Instant>) return Kind::Date;
                if (std::is_same_v<Type, std::optional<base::Instant>>) return Kind::Date;
            }
            return Kind::Text;
        },
        field.place);
}
constexpr Kind kind_of(const racf::SegmentField& field) {
    if (field.is_number()) return Kind::Number;
    return field.is_flag() ? Kind::Flag : Kind::Text;
}

template <typename Profile>
constexpr racf::UnloadColumn time_column_of(const racf::Field<Profile>& field) {
    return field.time_column;
}
constexpr racf::UnloadColumn time_column_of(const racf::SegmentField&) {
    return {};
}

template <const auto& kRows>
constexpr std::size_t column_count() {
    std::size_t count = 0;
    for (const auto& row : kRows)
        count += (row.column.name.empty() ? 0U : 1U) + (time_column_of(row).name.empty() ? 0U : 1U);
    return count;
}

/// The columns of fields and those by hand, from left to right.
template <const auto& kRows, const auto& kByHand>
constexpr auto kColumns = [] {
    std::array<Column, column_count<kRows>() + std::size(kByHand)> columns{};
    std::size_t count = 0;
    for (const Column& column : kByHand)
        columns[count++] = column;
    const auto add = [&](const racf::UnloadColumn& column, Kind kind) {
        if (!column.name.empty()) columns[count++] = {column.name, column.start, column.end, kind};
    };
    for (const auto& row : kRows) {
        add(row.column, kind_of(row));
        add(time_column_of(row), Kind::Time);
    }
    std::sort(columns.begin(), columns.end(),
              [](const Column& a, const Column& b) { return a.start < b.start; });
    return columns;
}();

constexpr Layout kLayouts[] = {
    {"0100", kColumns<racf::kGroupFields, kGroupByHand>},
    {"0101", kSubgroup},
    {"0102", kMember},
    {"0120", kColumns<racf::kGroupOmvsFields, kGroupOmvsByHand>},
    {"0200", kColumns<racf::kUserFields, kUserByHand>},
    {"0202", kUserClass},
    {"0203", kUserGroup},
    {"0205", kColumns<racf::kConnectionFields, kConnectionByHand>},
    {"0220", kColumns<racf::kTsoFields, kUserTsoByHand>},
    {"0270", kColumns<racf::kUserOmvsFields, kUserOmvsByHand>},
    {"0500", kColumns<racf::kResourceFields, kResourceByHand>},
    {"0503", kResourceMember},
    {"0505", kResourceAccess},
    {"0507", kConditionalAccess},
    {"0530", kSsignon},
    {"0540", kColumns<racf::kStdataFields, kStartedTaskByHand>},
};

constexpr bool is_sound(const Layout& layout) {
    std::size_t last = layout.type.size();
    for (const Column& column : layout.columns) {
        if (column.start <= last + 1 || column.end < column.start) return false;
        last = column.end;
    }
    return layout.type.size() == 4;
}
static_assert(std::all_of(std::begin(kLayouts), std::end(kLayouts), is_sound));
static_assert(std::is_sorted(std::begin(kLayouts), std::end(kLayouts),
                             [](const Layout& a, const Layout& b) { return a.type < b.type; }));

}  // namespace

const Layout* find_layout(std::string_view type) {
    const auto found = std::find_if(std::begin(kLayouts), std::end(kLayouts),
                                    [&](const Layout& layout) { return layout.type == type; });
    return found == std::end(kLayouts) ? nullptr : found;
}

}  // namespace ptkt::irrdbu00
