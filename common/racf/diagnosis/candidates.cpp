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

const std::vector<racf::ApplName>& usual_applications() {
    static const std::vector<racf::ApplName> kNames = [] {
        std::vector<racf::ApplName> names;
        for (const char* name : {"FEKAPPL", "GPMSERVE", "HFIAPPL", "IOSHMCSM", "IPVAPPL", "IZUDFLT",
                                 "OMVSAPPL", "SERNET"})
            names.push_back(racf::ApplName::parse(name).value());
        return names;
    }();
    return kNames;
}

}  // namespace ptkt::diagnosis
