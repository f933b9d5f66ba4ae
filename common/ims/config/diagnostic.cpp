#include "common/ims/config/diagnostic.hpp"

#include <algorithm>
#include <utility>

namespace ptkt::ims_config {

using Severity = Diagnostic::Severity;

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Info:
            break;
    }
    return "info";
}

void Diagnostics::error(base::Span where, std::string message, std::string hint) {
    ++errors_;
    add({Severity::Error, where, std::move(message), std::move(hint), {}});
}

void Diagnostics::error_first(std::size_t place, base::Span where, std::string message,
                              std::string hint) {
    ++errors_;
    add({Severity::Error, where, std::move(message), std::move(hint), {}, place});
}

void Diagnostics::warning(base::Span where, std::string message, std::string hint, std::string id) {
    add({Severity::Warning, where, std::move(message), std::move(hint), std::move(id)});
}

void Diagnostics::unread(base::Span where, std::string message, std::string hint) {
    add({Severity::Warning, where, std::move(message), std::move(hint), {}, where.offset, true});
}

void Diagnostics::info(base::Span where, std::string message) {
    add({Severity::Info, where, std::move(message), {}, {}});
}

void Diagnostics::add(Diagnostic diagnostic) {
    if (found_.size() > kMost) return;
    if (found_.size() == kMost) {
        ++errors_;
        diagnostic = {Severity::Error,
                      diagnostic.where,
                      "there is more to say, but not here",
                      "correct what is listed and look again",
                      {}};
    }
    found_.push_back(std::move(diagnostic));
}

bool Diagnostics::error_within(base::Span stretch) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Diagnostic& one) {
        return one.severity == Severity::Error && one.where.offset >= stretch.offset &&
               one.where.offset < stretch.offset + stretch.length;
    });
}

std::vector<Diagnostic> Diagnostics::in_text_order() && {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.place < b.place; });
    return std::move(found_);
}

}  // namespace ptkt::ims_config
