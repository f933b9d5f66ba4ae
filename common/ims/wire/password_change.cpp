#include "common/ims/wire/password_change.hpp"

#include <algorithm>
#include <array>

#include "common/ims/wire/data_code.hpp"

namespace ptkt::ims_wire {

namespace {

constexpr std::string_view kChangeWord = "HWSPWCH ";

Code code_of_data(const Request& request) {
    return data_code(request) == DataCode::Ebcdic ? Code::Ebcdic : Code::Ascii;
}

base::Secret secret_text(base::ByteView bytes, Code code) {
    std::string text = to_text(bytes, code);
    const base::WipeGuard guard(text);
    return base::Secret(base::as_bytes(text));
}

}  // namespace

bool is_password_change(const Request& request) {
    if (request.segments.empty()) return false;
    const auto data = request.segments.front().data;
    return data.size() >= kChangeWord.size() &&
           is_text(data.first(kChangeWord.size()), kChangeWord, code_of_data(request));
}

std::optional<PasswordChange> password_change_of(const Request& request) {
    const Code code = code_of_data(request);
    std::string text = to_text(
        without_fill(request.segments.front().data.subspan(kChangeWord.size()), code), code);
    const base::WipeGuard guard(text);
    std::string_view rest = text;
    std::array<base::Secret, 3> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = rest.find('/');
        const bool is_last = i + 1 == parts.size();
        if ((end == std::string_view::npos) != is_last) return std::nullopt;
        const std::string_view part = rest.substr(0, end);
        if (part.empty()) return std::nullopt;
        parts[i] = base::Secret(base::as_bytes(part));
        if (!is_last) rest.remove_prefix(end + 1);
    }
    return PasswordChange{std::move(parts[0]), std::move(parts[1]), std::move(parts[2])};
}

Response password_changed(Code code) {
    Response response;
    response.code = code;
    // A text of fixed, valid length cannot be refused.
    static_cast<void>(
        response.segments.add(*to_wire("HWSC0031I PASSWORD CHANGE SUCCESSFUL", code), 0));
    return response;
}

std::optional<base::Secret> phrase_of(const Request& request) {
    const auto& all = request.irm.extensions;
    const auto found =
        std::ranges::find_if(all, [](const Extension& one) { return has_id(one, kPhraseId); });
    if (found == all.end()) return std::nullopt;
    return secret_text(without_fill(found->data, request.code), request.code);
}

}  // namespace ptkt::ims_wire
