#include "common/racf/diagnosis/candidates.hpp"

namespace ptkt::diagnosis {

bool one_slip_apart(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
    const auto at = static_cast<std::size_t>(in_a - a.begin());
    if (a.size() + 1 == b.size()) return a.substr(at) == b.substr(at + 1);
    if (a.size() != b.size() || at == a.size()) return false;
    if (a.substr(at + 1) == b.substr(at + 1)) return true;
    return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
           a.substr(at + 2) == b.substr(at + 2);
}

std::span<const UsualApplication> usual_applications() {
    // Met in manuals and public set-ups; a line each.
    static constexpr UsualApplication kUsual[] = {
        {"BBGZDFLT", "Liberty and z/OS Connect"},
        {"CBS390", "WebSphere"},
        {"CFZAPPL", "the CIM server"},
        {"DSNADMT", "the administrative task scheduler of Db2"},
        {"FEKAPPL", "Explorer for z/OS and the debug services"},
        {"FTPD", "the FTP server"},
        {"GPMSERVE", "the RMF data server"},
        {"HFIAPPL", "the Common Components server"},
        {"IOSHMCSM", "the HMC's access to the system"},
        {"IPVAPPL", "the Problem Determination tools"},
        {"IZUDFLT", "z/OSMF"},
        {"MQWEB", "the MQ console"},
        {"OMVSAPPL", "z/OS UNIX and Zowe"},
        {"SERNET", "ChangeMan"},
        {"SSHD", "the SSH server"},
        {"TSO", "TSO, without an SMF ID"},
    };
    return kUsual;
}

std::string_view owner_of_usual(std::string_view appl) {
    for (const UsualApplication& usual : usual_applications())
        if (usual.name == appl) return usual.whose;
    return {};
}

std::vector<racf::ApplName> names_by_system_id(const std::set<racf::ApplName>& known) {
    constexpr std::size_t kLongestId = 4;
    constexpr std::string_view kPrefixes[] = {"TSO", "MVS", "VM"};
    std::set<std::string> ids;
    for (const racf::ApplName& appl : known) {
        const std::string& name = appl.str();
        for (const std::string_view prefix : kPrefixes)
            if (name.starts_with(prefix) && name.size() > prefix.size() &&
                name.size() <= prefix.size() + kLongestId)
                ids.insert(name.substr(prefix.size()));
        if (name.size() <= kLongestId) ids.insert(name);
    }
    std::vector<racf::ApplName> names;
    for (const std::string& id : ids)
        for (const std::string_view prefix : kPrefixes)
            if (auto name = racf::ApplName::parse(std::string(prefix) + id))
                if (!known.contains(*name)) names.push_back(std::move(*name));
    return names;
}

std::vector<std::string> slips_of(std::string_view name) {
    constexpr std::string_view kCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@#$";
    std::set<std::string> slips;
    for (std::size_t at = 0; at <= name.size(); ++at) {
        const std::string before(name.substr(0, at));
        const std::string_view after = name.substr(at);
        for (const char c : kCharacters) {
            slips.insert(before + c + std::string(after));
            if (!after.empty()) slips.insert(before + c + std::string(after.substr(1)));
        }
        if (after.empty()) continue;
        slips.insert(before + std::string(after.substr(1)));
        if (after.size() > 1)
            slips.insert(before + after[1] + after[0] + std::string(after.substr(2)));
    }
    slips.erase(std::string(name));
    return {slips.begin(), slips.end()};
}

}  // namespace ptkt::diagnosis
