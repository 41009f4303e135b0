/* Style and symbols of the plain Dash page, as dash-leaflet's guide writes it. */
window.peer = {
  functions: {
    style(feature, context) {
      const { metric, breaks, colours, none } = context.hideout;
      const value = feature.properties[metric];
      let at = 0;
      while (value !== null && at < breaks.length && value > breaks[at]) at += 1;
      return { fillColor: value === null ? none : colours[at], fillOpacity: 1, color: "#fff", weight: 0.7 };
    },
    point: (feature, latlng) => L.circleMarker(latlng, { radius: 5, color: "#b3123b" }),
  },
};
