#ifndef PTKT_IMS_RECEIVER_REPORTER_HPP
#define PTKT_IMS_RECEIVER_REPORTER_HPP

#include "common/ims/receiver/log.hpp"
#include "common/ims/receiver/outlet.hpp"
#include "common/ims/receiver/record.hpp"
#include "common/ims/receiver/settings.hpp"

namespace ptkt::ims_receiver {

/// What a receiver reports: messages and events on its output, and lines for people.
class Reporter {
  public:
    Reporter(Host& host, Outlet out, const Settings& settings)
        : host_(host), settings_(settings), out_(std::move(out)), log_(host), news_(host) {}

    /// A message in the form that the settings ask for.
    [[nodiscard]] std::string text_of(const Taken& taken) const {
        std::string text;
        append(text, taken, [] {});
        return text;
    }
    void message(const Taken& taken) {
        out_.record([&](std::string& out) { append(out, taken, [this] { out_.relieve(); }); });
    }
    /// As NDJSON: an object with the members of `more` after `event time peer`.
    void event(std::string_view what, const net::Endpoint& peer, json::Json more);
    /// The same about no peer.
    void event(std::string_view what, json::Json more);
    /// What is out of the ordinary.
    void line(std::string_view text) { log_.line(text); }
    /// The same about an event; `more` gives what is known.
    void line(std::string_view text, std::string_view what, const Log::Facts& more) {
        log_.line(text, [&] { return facts_of(what, std::nullopt, more()); });
    }
    /// The same of a peer.
    void line(std::string_view text, std::string_view what, const net::Endpoint& peer,
              const Log::Facts& more) {
        log_.line(text, [&] { return facts_of(what, peer, more()); });
    }
    /// What happens every day, if it is wanted; its lines never crowd out the others.
    void news(std::string_view text) {
        if (settings_.tells_news) news_.line(text);
    }
    void news(std::string_view text, std::string_view what, const net::Endpoint& peer,
              const Log::Facts& more) {
        if (settings_.tells_news) news_.line(text, [&] { return facts_of(what, peer, more()); });
    }
    /// What the operator did, for a log that keeps it.
    void acted(std::string_view number, std::string_view text, std::string_view command);

    [[nodiscard]] Outlet& out() { return out_; }

  private:
    [[nodiscard]] static json::Json facts_of(std::string_view what,
                                             const std::optional<net::Endpoint>& peer,
                                             json::Json more);
    void append(std::string& out, const Taken& taken, const Relief& relief) const;

    Host& host_;
    const Settings& settings_;
    Outlet out_;
    Log log_;
    Log news_;
};

}  // namespace ptkt::ims_receiver

#endif
